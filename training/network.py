"""The network: a small BERT encoder with a case embedding, and one head a task."""

import math
from pathlib import Path

import torch
from batches import TAG_TASKS
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, ATTENTION_HEADS, PIECES, LONGEST = 384, 12, 30_522, 512
CASES = 8
ARC_WIDTH, LABEL_WIDTH = 192, 256
FAR = -1e4


class Block(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.after_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.after_block = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, shade: Tensor) -> Tensor:
        batch, length, _ = states.shape
        parts = (
            self.qkv(states)
            .view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
            .permute(2, 0, 3, 1, 4)
        )
        query, key, value = parts.unbind(0)
        # Written out: the fused attention of torch is three times slower backwards on a CPU.
        weights = torch.softmax(
            query @ key.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5 + shade.to(query.dtype), -1
        )
        seen = weights @ value
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.after_attention(states + self.drop(self.mixed(seen)))
        return self.after_block(states + self.drop(self.narrow(functional.gelu(self.wide(states)))))


class Encoder(nn.Module):
    """Word pieces in, one vector a piece out."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.piece = nn.Embedding(PIECES, WIDTH)
        self.place = nn.Embedding(LONGEST, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.blocks = nn.ModuleList([Block() for _ in range(layers)])

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        states = self.piece(ids) + self.place.weight[: ids.shape[1]] + self.kind + self.case(case)
        states = self.drop(self.norm(states))
        shade = (1 - mask[:, None, None, :].float()) * FAR
        for block in self.blocks:
            states = block(states, shade)
        return states


class Network(nn.Module):
    """Encoder, tag heads (one linear layer each), arcs and labels, a number at event words, event types."""

    def __init__(self, *, layers: int, tags: dict[str, int], labels: int, events: int) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.drop = nn.Dropout(0.25)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in tags.items()})
        self.number = nn.Sequential(nn.Linear(WIDTH, 128), nn.GELU(), nn.Linear(128, 1))
        self.arc_head, self.arc_child = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.randn(ARC_WIDTH, ARC_WIDTH) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.label_head, self.label_child = nn.Linear(WIDTH, LABEL_WIDTH), nn.Linear(WIDTH, LABEL_WIDTH)
        self.label = nn.Linear(2 * LABEL_WIDTH, labels)
        self.event = nn.Sequential(nn.Linear(WIDTH, 128), nn.GELU(), nn.Linear(128, events))

    def words(self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Return one vector a word: that of its first piece."""
        states = self.encoder(ids, case, mask)
        return torch.gather(states, 1, first[:, :, None].expand(-1, -1, WIDTH))

    def arcs(self, words: Tensor, known: Tensor) -> Tensor:
        """Return for each word the score of each head, the root first."""
        heads = self.drop(functional.gelu(self.arc_head(self._with_root(words))))
        children = self.drop(functional.gelu(self.arc_child(words)))
        scores = (children @ self.arc.to(words.dtype)) @ heads.transpose(1, 2) / math.sqrt(ARC_WIDTH)
        scores = scores + (heads @ self.arc_bias.to(words.dtype))[:, None, :]
        real = functional.pad(known, (1, 0), value=1)
        return scores + (1 - real[:, None, :].to(scores.dtype)) * FAR

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return for each word the score of each label of its arc to the given head."""
        of_heads, of_children = self.label_head(self._with_root(words)), self.label_child(words)
        chosen = torch.gather(of_heads, 1, heads[:, :, None].expand(-1, -1, LABEL_WIDTH))
        joined = torch.cat([functional.gelu(chosen + of_children), chosen * of_children], -1)
        return self.label(self.drop(joined))

    def _with_root(self, words: Tensor) -> Tensor:
        root = self.root.to(words.dtype).expand(words.shape[0], 1, WIDTH)
        return torch.cat([root, words], 1)


def build(labels: dict[str, list[str]], *, layers: int) -> Network:
    """Return an untrained network for these labels."""
    sizes = {task: len(labels[task]) for task in TAG_TASKS}
    return Network(layers=layers, tags=sizes, labels=len(labels["deprel"]), events=len(labels["event"]))


def start_from_minilm(encoder: Encoder, folder: Path) -> None:
    """Fill the encoder with the pretrained weights; the case embedding starts at zero."""
    weights = {
        name.removeprefix("bert."): value.float()
        for name, value in load_file(folder / "model.safetensors").items()
    }
    encoder.piece.weight.data = weights["embeddings.word_embeddings.weight"]
    encoder.place.weight.data = weights["embeddings.position_embeddings.weight"]
    encoder.kind.data = weights["embeddings.token_type_embeddings.weight"][0]
    encoder.case.weight.data.zero_()
    _copy(encoder.norm, weights, "embeddings.LayerNorm")
    for index, block in enumerate(encoder.blocks):
        name = f"encoder.layer.{index}."
        for part in ("weight", "bias"):
            joined = torch.cat(
                [weights[f"{name}attention.self.{which}.{part}"] for which in ("query", "key", "value")]
            )
            getattr(block.qkv, part).data = joined
        _copy(block.mixed, weights, name + "attention.output.dense")
        _copy(block.after_attention, weights, name + "attention.output.LayerNorm")
        _copy(block.wide, weights, name + "intermediate.dense")
        _copy(block.narrow, weights, name + "output.dense")
        _copy(block.after_block, weights, name + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = weights[name + ".weight"], weights[name + ".bias"]
