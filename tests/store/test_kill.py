"""A program that is killed while it reads and gathers loses nothing that it had committed."""

import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_nothing_committed_is_lost_over_six_kills(tmp_path: Path) -> None:
    sys.path.insert(0, str(BENCH))
    try:
        from kill_store import run
    finally:
        sys.path.remove(str(BENCH))

    assert run(6, folder=tmp_path, pages=120, seed=7)["kills"] == 6
