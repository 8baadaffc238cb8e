import json
import shutil
from pathlib import Path

import pytest

from demarche.errors import WeightsError
from demarche.sentences.weights import FILES, MANIFEST, read_weights


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    installed = read_weights().folder
    for file in (*FILES.values(), MANIFEST):
        shutil.copy(installed / file, tmp_path / file)
    return tmp_path


def test_missing_weights_say_what_to_reinstall(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"no weights here; reinstall with: pip install"):
        read_weights(tmp_path)


def test_a_damaged_file_is_named(copied: Path) -> None:
    with (copied / FILES["lexicon"]).open("ab") as file:
        file.write(b"x")

    with pytest.raises(WeightsError, match=r"lemmas\.tsv: damaged"):
        read_weights(copied)


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / FILES["graph"]).unlink()

    with pytest.raises(WeightsError, match=r"analyzer\.onnx: missing"):
        read_weights(copied)


def test_weights_of_another_format_are_refused(copied: Path) -> None:
    manifest = json.loads((copied / MANIFEST).read_text())
    (copied / MANIFEST).write_text(json.dumps(manifest | {"format": 99}))

    with pytest.raises(WeightsError, match="weights of format 99, this version reads 2"):
        read_weights(copied)


def test_a_manifest_that_is_not_json_is_refused(copied: Path) -> None:
    (copied / MANIFEST).write_text("{")

    with pytest.raises(WeightsError, match="not JSON"):
        read_weights(copied)
