"""A record to look at: hand-made pages with events of all kinds, hostile text among them."""

import shutil
from pathlib import Path

import pytest

import demarche
from demarche.pipeline import Pipeline

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def shared_pipeline() -> Pipeline:
    return demarche.load()


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory, shared_pipeline: Pipeline) -> Path:
    """The sample pages, read and gathered."""
    path = tmp_path_factory.mktemp("web") / "record.db"
    pages = [page for page in sorted(EXAMPLES.iterdir()) if page.suffix in {".txt", ".html"}]
    readings = [demarche.read(page, pipeline=shared_pipeline) for page in pages]
    with demarche.connect(str(path)) as store:
        store.add(readings)
        store.gather()
    return path


@pytest.fixture
def own_record(record: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    path = tmp_path / "record.db"
    shutil.copy(record, path)
    return path
