"""Write the shipped weights: a checkpoint in, ``analyzer.*`` files out (ONNX, eight-bit).

python training/export.py --run RUN --into src/demarche/weights [--plain]
"""

import argparse
import hashlib
import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import corpora
import numpy as np
import onnx
import torch
from network import Network, build
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from demarche.sentences.weights import FILES, FORMAT
from places import default_minilm, default_shared

INPUTS = ("ids", "case", "mask", "first", "known")
OUTPUTS = (
    *("upos", "xpos", "feats", "script", "name", "arcs", "head", "deprel"),
    *("factuality", "event", "vectors"),
)
OPSET = 17
EIGHT_BIT = (
    *("/encoder/", "/arc_", "/label_", "/upos/", "/xpos/", "/feats/", "/script/"),
    *("/number/number.0/", "/event/event.0/"),
)
"""Layers that become eight-bit; products of two computed matrices can't, the layer of names should not."""


class Exported(nn.Module):
    """The network as the package runs it: choices made, scores only where decoding needs them."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor, known: Tensor
    ) -> tuple[Tensor, ...]:
        network = self.network
        words = network.words(ids, case, mask, first)
        chosen = [
            network.tags[task](words).argmax(-1).to(torch.int32)
            for task in ("upos", "xpos", "feats", "script")
        ]
        arcs = network.arcs(words, known)
        heads = arcs.argmax(-1)
        labels = network.labels(words, heads).argmax(-1).to(torch.int32)
        return (
            *chosen,
            network.tags["name"](words),
            arcs,
            heads.to(torch.int32),
            labels,
            network.number(words).squeeze(-1),
            network.event(words).softmax(-1),
            words,
        )


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument(
        "--last", action="store_true", help="take the last weights, not their running average"
    )
    parser.add_argument("--plain", action="store_true", help="leave the weights as 32-bit floats")
    options = parser.parse_args()
    export(options.run, options.into, version=options.version, last=options.last, plain=options.plain)


def export(run: Path, into: Path, *, version: str, last: bool, plain: bool) -> None:
    """Write all files of the analyzer into a folder."""
    into.mkdir(parents=True, exist_ok=True)
    labels = json.loads((run / "labels.json").read_text(encoding="utf8"))
    network = load_network(run / "last.pt", labels=labels, last=last)
    write_graph(network, into / FILES["graph"], plain=plain)
    write_label_layer(network, into / FILES["labels"])
    (into / FILES["vocabulary"]).write_bytes((default_minilm() / "vocab.txt").read_bytes())
    write_lexicon(default_shared() / "treebanks", into / FILES["lexicon"])
    sums = {name: hashlib.sha256((into / file).read_bytes()).hexdigest() for name, file in FILES.items()}
    manifest = {"format": FORMAT, "version": version, "labels": labels, "sha256": sums}
    (into / "analyzer.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf8"
    )


def load_network(checkpoint: Path, *, labels: dict[str, list[str]], last: bool) -> Network:
    """Return the trained network, averaged over the run unless the last are asked for."""
    state = torch.load(checkpoint)
    network = build(labels, layers=state["layers"])
    network.load_state_dict(state["network"])
    network.encoder.piece.weight.requires_grad = False
    if not last:
        trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        middle = state.get("middle") or state["average"]
        for parameter, average, earlier in zip(trained, state["average"], middle, strict=True):
            parameter.data = (average + earlier) / 2
    return network.eval()


def write_graph(network: Network, path: Path, *, plain: bool) -> None:
    """Write the network as one ONNX graph; in it only the encoder and the linear heads become eight-bit."""
    ids = torch.tensor([[101, 1996, 4248, 2829, 102], [101, 1996, 4248, 2829, 102]])
    mask, first = torch.ones_like(ids), torch.tensor([[1, 2, 3], [1, 2, 3]])
    inputs = (ids, torch.zeros_like(ids), mask, first, torch.ones_like(first))
    axes = {
        name: {0: "batch", 1: "pieces" if name in INPUTS[:3] else "words"} for name in (*INPUTS, *OUTPUTS)
    }
    with tempfile.TemporaryDirectory() as folder:
        full = path if plain else Path(folder) / "full.onnx"
        torch.onnx.export(
            Exported(network),
            inputs,
            str(full),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        if plain:
            return
        nodes = onnx.load(str(full)).graph.node
        kept = [
            node.name
            for node in nodes
            if node.op_type == "MatMul" and not any(part in node.name for part in EIGHT_BIT)
        ]
        quantize_dynamic(
            str(full),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=kept,
        )


def write_label_layer(network: Network, path: Path) -> None:
    """Write the layers that label an arc, for the few words whose head is mended after the graph ran."""
    layers = {"root": network.root}
    for name in ("label_head", "label_child", "label"):
        layers[name + "_weight"], layers[name + "_bias"] = (
            getattr(network, name).weight,
            getattr(network, name).bias,
        )
    np.savez(path, **{name: value.detach().numpy().astype(np.float16) for name, value in layers.items()})


def write_lexicon(treebanks: Path, path: Path) -> None:
    """Write the lemma of each (form, tag) of the training treebanks, names left out."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for file in ("ewt/ewt-train.conllu.gz", "gum/gum-open-train.conllu.gz"):
        for example in corpora.read_trees(treebanks / file):
            columns = example.columns
            for word, tag, lemma in zip(example.words, columns["xpos"], columns["lemma"], strict=True):
                counts[word.lower(), str(tag)][str(lemma)] += 1
    rows = [
        (word, tag, found.most_common(1)[0][0])
        for (word, tag), found in sorted(counts.items())
        if (not tag.startswith("NNP") and word.isalpha()) or "'" in word or "’" in word
    ]
    path.write_text("".join(f"{word}\t{tag}\t{lemma}\n" for word, tag, lemma in rows), encoding="utf8")


if __name__ == "__main__":
    main()
