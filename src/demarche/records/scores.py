"""Quad class and intensity of an event, from the tables of types, modes and CAMEO codes."""

from dataclasses import dataclass

from demarche.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the code tables say of types, modes and CAMEO codes."""

    quads: dict[str, str]
    """Event type to quad class, in words."""
    goldsteins: dict[str, float]
    """CAMEO code to Goldstein score."""
    intensities: dict[tuple[str, str], float]
    """Event type and mode (or none) to PLOVER's intensity."""


def score_of(tables: Tables) -> Scores:
    """Return the scores of the code tables; a module-level function, for ``tables.derive``."""
    types = tables.rows("event_types")
    intensities = {(row["id"], ""): float(row["score"]) for row in types if row["score"]}
    for row in tables.rows("modes"):
        if row["score"]:
            intensities[row["event_type"], row["mode"]] = float(row["score"])
    codes = tables.rows("cameo_codes")
    return Scores(
        quads={row["id"]: row["quad"] for row in types},
        goldsteins={row["cameo"]: float(row["goldstein"]) for row in codes if row["goldstein"]},
        intensities=intensities,
    )
