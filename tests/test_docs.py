"""The documentation tells the truth: examples run, every command, table and error is described."""

import importlib.util
import re
from pathlib import Path

import pytest

import demarche
from demarche import errors

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
EXAMPLES = [
    (path, code)
    for path in (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
    for code in re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)
]


def generated() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[Path, str] = module.pages()
    return pages


@pytest.mark.parametrize(("path", "code"), EXAMPLES, ids=[f"{path.name}-{i}" for i, (path, _) in enumerate(EXAMPLES)])
def test_every_example_runs(path: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    exec(compile(code, str(path), "exec"), {})


def test_pages_made_from_the_tables_and_commands_are_up_to_date() -> None:
    stale = [path.name for path, text in generated().items() if path.read_text(encoding="utf-8") != text]

    assert stale == [], "run: python docs/generate.py"


def test_every_error_is_in_the_tree_at_the_top_of_the_file() -> None:
    tree = errors.__doc__ or ""
    kinds = [name for name in dir(errors) if name.endswith("Error")]

    assert [name for name in kinds if name not in tree] == []


def test_every_page_of_the_documentation_is_in_the_navigation() -> None:
    listed = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")]

    assert [page for page in pages if page not in listed] == []


def test_the_version_is_the_one_of_the_package() -> None:
    assert f'version = "{demarche.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
