from pathlib import Path

import pytest

from demarche.config import Settings, load_settings
from demarche.errors import ConfigError


def test_settings_are_read_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "demarche.toml"
    file.write_text('tables = "mine"\nworkers = 2\n')

    assert load_settings(file) == Settings(tables=tmp_path / "mine", workers=2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "unknown setting 'colour'; the settings are tables"),
        ("workers = 0", "expected a number above 0"),
        ("workers = 'two'", "expected a number above 0"),
        ("tables = 3", "expected the path of a folder"),
        ("workers =", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_explained(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "demarche.toml"
    file.write_text(text)

    with pytest.raises(ConfigError, match=message):
        load_settings(file)


def test_a_named_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_settings(tmp_path / "none.toml")
