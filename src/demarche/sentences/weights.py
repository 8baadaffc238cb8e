"""The shipped weights: checked and loaded, or a :class:`WeightsError` that says what to reinstall."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.errors import WeightsError

FORMAT = 2
"""Raised whenever the code can no longer read older weights."""
FILES = {
    "graph": "analyzer.onnx",
    "labels": "analyzer.npz",
    "vocabulary": "analyzer.pieces.txt",
    "lexicon": "analyzer.lemmas.tsv",
}
MANIFEST = "analyzer.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the files hold, read but not yet made into a session."""

    folder: Path
    version: str
    labels: Mapping[str, tuple[str, ...]]
    """For each task its labels in the order of their numbers."""
    files: Mapping[str, bytes]

    def lines(self, name: str) -> list[str]:
        """Return the lines of one of the text files."""
        return self.files[name].decode("utf8").splitlines()


def read_weights(folder: Path | None = None) -> Weights:
    """Return the weights of a folder (by default the installed ones), every file checked."""
    place = folder or Path(__file__).resolve().parents[1] / "weights"
    manifest = _manifest(place)
    if manifest.get("format") != FORMAT:
        found = manifest.get("format")
        raise WeightsError(str(place / MANIFEST), f"weights of format {found}, this version reads {FORMAT}")
    files = {name: _checked(place / file, manifest["sha256"][name]) for name, file in FILES.items()}
    labels = {task: tuple(known) for task, known in manifest["labels"].items()}
    return Weights(folder=place, version=manifest["version"], labels=labels, files=files)


def _manifest(folder: Path) -> dict[str, Any]:  # JSON; its format is checked by the caller
    path = folder / MANIFEST
    if not path.is_file():
        raise WeightsError(str(path), "no weights here")
    try:
        manifest = json.loads(path.read_bytes())
    except ValueError as error:
        raise WeightsError(str(path), "damaged: not JSON") from error
    if not isinstance(manifest, dict):
        raise WeightsError(str(path), "damaged: not a manifest")
    return manifest


def _checked(path: Path, wanted: str) -> bytes:
    if not path.is_file():
        raise WeightsError(str(path), "missing")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise WeightsError(str(path), "damaged: its content is not what its manifest says")
    return content
