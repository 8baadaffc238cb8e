"""Train the line labeller and write its weights.

usage: train.py SILVER.npz OUT.npz [--gold GOLD.npz] [--leave PAGE,PAGE] [--epochs N] [--seed N]

Lines are described by demarche.articles.features (prepare.py); the network is three convolutions over the lines
of a page, so each line is read with its neighbours. The weights hold transition costs between labels too.
"""

import argparse
from collections import Counter

import numpy as np
import torch
from torch import nn

BUCKETS, LABELS = 4096, 16
REPEAT_GOLD = 40


class Lines(nn.Module):
    def __init__(self, width: int, words: int = 16, hidden: int = 64):
        super().__init__()
        self.words = nn.EmbeddingBag(BUCKETS, words, mode="sum", padding_idx=0)
        nn.init.normal_(self.words.weight, std=0.05)
        self.enter = nn.Linear(width + words, hidden)
        self.convolutions = nn.ModuleList(
            [nn.Conv1d(hidden, hidden, 3, padding=step, dilation=step) for step in (1, 2, 4)]
        )
        self.leave = nn.Linear(hidden * 3, LABELS)
        self.drop = nn.Dropout(0.25)

    def forward(self, numbers, hashes, mask):
        pages, lines, width = hashes.shape
        size = (hashes > 0).sum(-1, keepdim=True).clamp(min=1).sqrt()
        words = self.words(hashes.reshape(-1, width)).reshape(pages, lines, -1) / size
        x = torch.relu(self.enter(self.drop(torch.cat([numbers, words], -1)))) * mask[..., None]
        first = x
        for convolution in self.convolutions:
            if self.training and torch.rand(()) < 0.2:
                continue  # a line must also be told from itself
            x = x + torch.relu(convolution(self.drop(x).transpose(1, 2)).transpose(1, 2)) * mask[..., None]
        mean = (x * mask[..., None]).sum(1, keepdim=True) / mask.sum(1)[:, None, None].clamp(min=1)
        return self.leave(torch.cat([x, first, mean.expand_as(x)], -1))


def sequences(path, key):
    archive = np.load(path)
    data = {name: archive[name] for name in ("numbers", "hashes", "labels", "page", key)}
    order = np.flatnonzero(np.diff(data[key], prepend=-1))
    ends = [*order[1:], len(data[key])]
    return [
        {
            "numbers": data["numbers"][a:b],
            "hashes": data["hashes"][a:b],
            "labels": data["labels"][a:b].astype(np.int64),
            "page": int(data["page"][a]),
        }
        for a, b in zip(order, ends, strict=True)
    ]


def batch_of(pages, mean, std, rng=None):
    longest = min(700, max(len(page["labels"]) for page in pages))
    count, width = len(pages), pages[0]["numbers"].shape[1]
    numbers = np.zeros((count, longest, width), np.float32)
    hashes = np.zeros((count, longest, pages[0]["hashes"].shape[1]), np.int64)
    labels = np.full((count, longest), -1, np.int64)
    mask = np.zeros((count, longest), np.float32)
    for row, page in enumerate(pages):
        size = min(longest, len(page["labels"]))
        numbers[row, :size] = (page["numbers"][:size] - mean) / std
        hashes[row, :size] = page["hashes"][:size]
        labels[row, :size] = page["labels"][:size]
        mask[row, :size] = 1
    if rng is not None:
        hashes[rng.random(hashes.shape) < 0.15] = 0
    return torch.tensor(numbers), torch.tensor(hashes), torch.tensor(labels), torch.tensor(mask)


def transitions(pages) -> np.ndarray:
    counts = np.full((LABELS + 1, LABELS), 0.5)
    for page in pages:
        before = LABELS
        for label in page["labels"]:
            if label >= 0:
                counts[before, label] += 1
                before = label
    return np.log(counts / counts.sum(1, keepdims=True)).astype(np.float32)


def score(model, pages, mean, std):
    model.eval()
    gold, told = [], []
    with torch.no_grad():
        for page in pages:
            numbers, hashes, labels, mask = batch_of([page], mean, std)
            told.extend(model(numbers, hashes, mask)[0].argmax(-1).tolist())
            gold.extend(labels[0].tolist())
    pairs = [(g, t) for g, t in zip(gold, told, strict=True) if g >= 0]
    hit, want, got = Counter(), Counter(), Counter()
    for g, t in pairs:
        want[g] += 1
        got[t] += 1
        hit[g] += g == t
    f1 = {label: 2 * hit[label] / (want[label] + got[label]) for label in want}
    return sum(f1.values()) / len(f1), sum(hit.values()) / len(pairs), f1.get(6, 0)


def told_scores(scores) -> str:
    macro, accuracy, body = scores
    return f"macro {macro:.3f} acc {accuracy:.3f} body {body:.3f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("silver")
    parser.add_argument("out")
    parser.add_argument("--gold")
    parser.add_argument("--use-gold", action="store_true")
    parser.add_argument("--leave", default="")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--hold", action="store_true", help="keep every fourth page of the silver out")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(told.seed)
    rng = np.random.default_rng(told.seed)
    silver = sequences(told.silver, "sequence")
    gold = sequences(told.gold, "page") if told.gold else []
    left = {int(page) for page in told.leave.split(",") if page}
    held = [page for page in silver if page["page"] % 4 == 1] if told.hold else []
    train = [page for page in silver if not told.hold or page["page"] % 4 != 1]
    if told.use_gold:
        train = train + [page for page in gold if page["page"] not in left] * REPEAT_GOLD
    numbers = np.concatenate([page["numbers"] for page in train])
    mean, std = numbers.mean(0), numbers.std(0) + 0.05
    counts = np.bincount(np.concatenate([page["labels"] for page in train]) + 1, minlength=LABELS + 1)[1:]
    weights = torch.tensor(
        np.clip((np.median(counts[counts > 0]) / np.maximum(counts, 50)) ** 0.3, 0.5, 2.0),
        dtype=torch.float32,
    )
    model = Lines(numbers.shape[1])
    steps = told.epochs * (len(train) // 12 + 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    for epoch in range(told.epochs):
        model.train()
        order = sorted(rng.permutation(len(train)), key=lambda i: len(train[i]["labels"]) + rng.random() * 80)
        groups = [order[at : at + 12] for at in range(0, len(order), 12)]
        rng.shuffle(groups)
        total = 0.0
        for group in groups:
            x, h, y, mask = batch_of([train[i] for i in group], mean, std, rng)
            loss = nn.functional.cross_entropy(
                model(x, h, mask).reshape(-1, LABELS),
                y.reshape(-1),
                ignore_index=-1,
                weight=weights,
                label_smoothing=0.05,
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        if epoch % 4 == 3 or epoch == told.epochs - 1:
            says = [f"epoch {epoch} loss {total / len(groups):.3f}"]
            if held:
                says.append(f"silver held-out {told_scores(score(model, held, mean, std))}")
            shown = [page for page in gold if not told.use_gold or page["page"] in left]
            if shown:
                says.append(f"gold {told_scores(score(model, shown, mean, std))}")
            print("; ".join(says), flush=True)
    export(model, mean, std, transitions(train), told.out)


def export(model, mean, std, costs, out):
    arrays = {"mean": mean, "std": std, "transitions": costs, "words": model.words.weight.detach().numpy()}
    for name, layer in (("enter", model.enter), ("leave", model.leave)):
        arrays[f"{name}_weight"] = layer.weight.detach().numpy().T
        arrays[f"{name}_bias"] = layer.bias.detach().numpy()
    for index, layer in enumerate(model.convolutions):
        arrays[f"convolution{index}_weight"] = layer.weight.detach().numpy().transpose(2, 1, 0)
        arrays[f"convolution{index}_bias"] = layer.bias.detach().numpy()
    half = {
        name: array.astype(np.float16 if name not in ("mean", "std") else np.float32)
        for name, array in arrays.items()
    }
    np.savez_compressed(out, **half)


if __name__ == "__main__":
    main()
