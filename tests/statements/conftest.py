import pytest

from demarche.tables import Tables, load_tables


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables()
