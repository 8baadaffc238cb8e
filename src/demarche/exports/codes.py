"""Our codes in the words of other data sets, from the tables."""

from dataclasses import dataclass

from demarche.tables import Row, Tables
from demarche.types import Record, RecordParty

QUADS = {"verbal_coop": 1, "material_coop": 2, "verbal_conflict": 3, "material_conflict": 4}
SUPRANATIONAL = {"UNO": ("IGO", "UNO"), "EUR": ("IGO", "EEC")}
"""Our code for a body of states to CAMEO's role and group codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The code tables, looked up by our codes."""

    cameo: dict[str, Row]
    """CAMEO code to its row: label and Goldstein score."""
    by_type: dict[tuple[str, str], str]
    """PLOVER type and mode (or none) to the first CAMEO code that means it."""
    intensity: dict[tuple[str, str], str]
    states: dict[str, Row]
    countries: dict[str, Row]
    sectors: dict[str, Row]
    acled: dict[tuple[str, str], Row]

    def code(self, record: Record) -> str:
        """Return the record's CAMEO code, or the one that its type and mode stand for."""
        if record.cameo:
            return record.cameo
        own = self.by_type.get((record.type, record.mode or "")) or self.by_type.get((record.type, ""))
        return own or "010"

    def goldstein(self, code: str) -> str:
        """Return the Goldstein score of a CAMEO code as written, or nothing."""
        row = self.cameo.get(code) or self.cameo.get(code[:3]) or self.cameo.get(code[:2])
        return row["goldstein"] if row else ""

    def label(self, code: str) -> str:
        """Return the English label of a CAMEO code."""
        row = self.cameo.get(code) or self.cameo.get(code[:2])
        return row["label"] if row else ""

    def country(self, code: str | None) -> str:
        """Return the English name of a country."""
        row = self.states.get(code or "")
        return row["name"] if row else ""

    def fips(self, code: str | None) -> str:
        """Return the FIPS code of a country."""
        row = self.countries.get(code or "")
        return row["fips"] if row else ""

    def role(self, sector: str | None) -> str:
        """Return the CAMEO role of a sector."""
        row = self.sectors.get(sector or "")
        return row["cameo"] if row else ""


def codes_of(tables: Tables) -> Codes:
    """Return the code tables; a module-level function, for ``tables.derive``."""
    cameo = {row["cameo"]: row for row in tables.rows("cameo_codes")}
    by_type: dict[tuple[str, str], str] = {}
    for code, row in cameo.items():
        if len(code) == 3 and row["event_type"]:
            by_type.setdefault((row["event_type"], row["mode"]), code)
    for (type_, _), code in list(by_type.items()):
        by_type.setdefault((type_, ""), code)
    intensity = {(row["id"], ""): row["score"] for row in tables.rows("event_types")}
    intensity.update({(row["event_type"], row["mode"]): row["score"] for row in tables.rows("modes")})
    return Codes(
        cameo=cameo,
        by_type=by_type,
        intensity=intensity,
        states={row["iso3"]: row for row in tables.rows("states")},
        countries={row["iso3"]: row for row in tables.rows("country_codes")},
        sectors={row["sector"]: row for row in tables.rows("sector_codes")},
        acled={(row["event_type"], row["mode"]): row for row in tables.rows("acled_types")},
    )


def quad_of(code: str) -> int:
    """Return GDELT's quad class of a CAMEO code."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 9 else 3 if root <= 14 else 4


def phoenix_quad_of(code: str) -> int:
    """Return Phoenix's quad class of a CAMEO code: 14 is material there, 09 and 16 verbal conflict."""
    root = int(code[:2])
    if root <= 2:
        return 0
    if root <= 5:
        return 1
    if root <= 8:
        return 2
    return 3 if root <= 13 or root == 16 else 4


def actor_code(party: RecordParty, codes: Codes) -> str:
    """Return a party's CAMEO actor code: country or body, then role ("RUSGOV")."""
    if party.country in SUPRANATIONAL:
        return "".join(SUPRANATIONAL[party.country])
    state = codes.states.get(party.country or "")
    country = (state["cameo"] or party.country or "") if state else (party.country or "")
    return country + codes.role(party.sector)


def dyads(record: Record) -> list[tuple[RecordParty | None, RecordParty | None]]:
    """Return the pairs of who and whom. Where all sides act together, each pair once, in the text's order."""
    if record.actors and record.recipients:
        return [(actor, recipient) for actor in record.actors for recipient in record.recipients]
    if len(record.actors) > 1:
        return [
            (one, other) for index, one in enumerate(record.actors) for other in record.actors[index + 1 :]
        ]
    if record.actors:
        return [(record.actors[0], None)]
    return [(None, recipient) for recipient in record.recipients] or [(None, None)]
