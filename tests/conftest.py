"""What several tests share."""

import os
from pathlib import Path

import pytest

_PLACES = (os.environ.get("DEMARCHE_GOLD"), Path(__file__).parents[2] / "shared" / "gold")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The development gold; tests that need it are skipped, and say so, where it is absent."""
    for place in _PLACES:
        if place and Path(place).is_dir():
            return Path(place)
    pytest.skip("the development gold is absent: set DEMARCHE_GOLD to its folder to run this test")
