"""Settings: what a user may choose once for all runs, in ``demarche.toml``."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from demarche.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is told."""

    tables: Path | None = None
    """Overlay folder: a user's own rows over ours."""
    weights: Path | None = None
    """Folder of trained weights; None for those that ship with demarche."""
    workers: int = 1
    """Processes that read pages side by side."""
    page_seconds: float = 20.0
    """Time limit for one page."""
    page_bytes: int = 25_000_000
    """Largest page, after decompression."""


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file; without one, of ``demarche.toml`` here or the defaults."""
    found = path if path is not None else Path("demarche.toml")
    if not found.is_file():
        if path is not None:
            raise ConfigError(f"{path}: no such file; expected a demarche.toml")
        return Settings()
    try:
        given = tomllib.loads(found.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{found}: not valid TOML: {error}") from error
    return _settings(given, found)


def _settings(given: dict[str, object], path: Path) -> Settings:
    kinds = {field.name: field for field in fields(Settings)}
    values: dict[str, object] = {}
    for name, value in given.items():
        if name not in kinds:
            raise ConfigError(f"{path}: unknown setting {name!r}; the settings are {', '.join(kinds)}")
        values[name] = _converted(name, value, path)
    return Settings(**values)  # type: ignore[arg-type]  # each value was converted to its field's type


def _converted(name: str, value: object, path: Path) -> object:
    if name in {"tables", "weights"}:
        if not isinstance(value, str):
            raise ConfigError(f"{path}: {name} = {value!r}; expected the path of a folder, in quotes")
        return path.parent / value
    if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
        raise ConfigError(f"{path}: {name} = {value!r}; expected a number above 0")
    return float(value) if name == "page_seconds" else int(value)
