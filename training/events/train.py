"""Train the head that types a word as an event, on the project's own corpus. Writes weights/events.npz.

    python training/events/train.py [--epochs 30]

Reads ``training/corpus/sentences/*.jsonl`` (split ``train``; ``heldout`` is only measured), runs the analyzer
once over all of it and fits a small network on the word vectors. Needs torch; the package itself needs numpy only.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from demarche.events.learned import CANDIDATES, LABELS, features
from demarche.types import Span

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
WEIGHTS = HERE.parents[1] / "src" / "demarche" / "weights" / "events.npz"
HIDDEN = 128
SEEDS = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--all", action="store_true", help="train on the held-out third too")
    arguments = parser.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(1)
    rows = corpus()
    sets = {split: examples([r for r in rows if r["split"] == split]) for split in ("train", "heldout")}
    train = (
        sets["train"] if not arguments.all else tuple(map(np.concatenate, zip(*sets.values(), strict=True)))
    )
    networks = [fit(*train, epochs=arguments.epochs, seed=seed) for seed in range(SEEDS)]
    for name, (x, y) in sets.items():
        report(name, networks, x, y)
    save(networks)


def corpus() -> list[dict]:
    rows = []
    for path in sorted(CORPUS.glob("sentences/*.jsonl")):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return rows


def examples(rows: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    from demarche.sentences import load_analyzer

    analyzer, xs, ys = load_analyzer(), [], []
    for row in rows:
        analysis = analyzer.analyze(row["text"], [Span(start=0, end=len(row["text"]))])
        labels = token_labels(row, analysis)
        tokens = [t for t, label in enumerate(labels) if label >= 0 and analysis.upos[t] in CANDIDATES]
        if tokens:
            xs.append(features(analysis, tokens))
            ys.append(np.array([labels[t] for t in tokens]))
    return np.concatenate(xs).astype(np.float32), np.concatenate(ys)


def token_labels(row: dict, analysis) -> list[int]:
    """Give each token its type: of a trigger's words only the head counts, the others are left out (-1)."""
    labels = [0] * len(analysis.form)
    for event in row["events"]:
        first, last = event["trigger"]
        inside = [t for t in range(len(labels)) if analysis.start[t] < last and analysis.end[t] > first]
        head = next((t for t in inside if analysis.head[t] not in inside or analysis.head[t] == t), None)
        for token in inside:
            labels[token] = LABELS.index(event["type"]) if token == head else max(labels[token], 0) or -1
    return labels


def fit(x: np.ndarray, y: np.ndarray, *, epochs: int, seed: int) -> torch.nn.Module:
    torch.manual_seed(seed)
    network = torch.nn.Sequential(
        torch.nn.Dropout(0.1),
        torch.nn.Linear(x.shape[1], HIDDEN),
        torch.nn.GELU(),
        torch.nn.Dropout(0.3),
        torch.nn.Linear(HIDDEN, len(LABELS)),
    )
    xs, ys = torch.tensor(x), torch.tensor(y)
    steps = epochs * (len(y) // 256 + 1)
    optimizer = torch.optim.AdamW(network.parameters(), lr=4e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=4e-3, total_steps=steps)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=0.02)
    for _ in range(epochs):
        for batch in torch.randperm(len(ys)).split(256):
            optimizer.zero_grad()
            loss(network(xs[batch]), ys[batch]).backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def probabilities(networks: list[torch.nn.Module], x: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return np.mean([torch.softmax(n(torch.tensor(x)), -1).numpy() for n in networks], axis=0)


def report(name: str, networks: list[torch.nn.Module], x: np.ndarray, y: np.ndarray) -> None:
    p = probabilities(networks, x)
    for threshold in (0.3, 0.5, 0.7):
        guess = np.where(p[:, 1:].max(1) >= threshold, p[:, 1:].argmax(1) + 1, 0)
        right = int(((guess == y) & (y > 0)).sum())
        precision, recall = right / max(1, int((guess > 0).sum())), right / max(1, int((y > 0).sum()))
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{name:8} at {threshold}: P {precision:.3f} R {recall:.3f} F1 {score:.3f} of {int((y > 0).sum())}"
        )


def save(networks: list[torch.nn.Module]) -> None:
    arrays = {}
    for index, network in enumerate(networks):
        arrays[f"w1_{index}"] = network[1].weight.detach().numpy().T.astype(np.float16)
        arrays[f"b1_{index}"] = network[1].bias.detach().numpy()
        arrays[f"w2_{index}"] = network[4].weight.detach().numpy().T.astype(np.float16)
        arrays[f"b2_{index}"] = network[4].bias.detach().numpy()
    np.savez_compressed(WEIGHTS, **arrays)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
