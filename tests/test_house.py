"""The rules of the house: lengths, light start-up, public names."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import demarche
from demarche.cli.main import COMMANDS

SOURCE = Path(demarche.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_function_is_longer_than_50_lines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 50]

    assert long == []


@pytest.mark.parametrize("call", [["-c", "import demarche"], ["-m", "demarche", "--help"]])
def test_start_up_loads_neither_numpy_nor_onnxruntime(call: list[str]) -> None:
    probe = subprocess.run(
        [sys.executable, "-X", "importtime", *call], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in probe.stderr.splitlines()}

    assert loaded.isdisjoint({"numpy", "onnxruntime", "trafilatura", "starlette", "httpx", "lxml"})


def test_every_public_name_can_be_had() -> None:
    assert sorted(demarche.__all__) == demarche.__all__
    assert all(getattr(demarche, name) is not None for name in demarche.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = demarche.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listed_command_loads_and_explains_itself(name: str) -> None:
    from click.testing import CliRunner

    from demarche.cli.main import main

    result = CliRunner().invoke(main, [name, "--help"])

    assert result.exit_code == 0, result.output
    assert "Usage" in result.output
