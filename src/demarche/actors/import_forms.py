"""The forms of other people's lists of actors: Wikidata's answers, Phoenix, CountryInfo, our own columns."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from demarche.actors.words import fold
from demarche.errors import Fault, InputError, TableError
from demarche.tables import Tables
from demarche.tables.schema import load_schema

Rows = dict[str, list[dict[str, str]]]

OWN_TABLES = ("office_holders", "organizations", "groups", "aliases", "memberships", "agents", "demonyms")
_PHOENIX_SECTORS = {
    "SEP": "REB", "INS": "REB", "MED": "JRN", "HLH": "MED", "HRI": "SOC", "ENV": "SOC", "CIV": "CVL",
    "GOV": "GOV", "MIL": "MIL", "REB": "REB", "OPP": "OPP", "PTY": "PTY", "COP": "COP", "JUD": "JUD",
    "LEG": "LEG", "SPY": "SPY", "UAF": "UAF", "CRM": "CRM", "EDU": "EDU", "BUS": "BUS", "LAB": "LAB",
    "REL": "REL", "CVL": "CVL", "REF": "REF", "AGR": "AGR", "ELI": "ELI",
}  # fmt: skip
_SHOWN = 20


def read_wikidata(text: str, name: str, tables: Tables) -> Rows:
    """Return office holders of a SPARQL answer (JSON).

    It has ``personLabel``, ``positionLabel``, ``countryLabel`` (or ``iso3``), and ``start`` and ``end`` where known.
    """
    try:
        answer = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            name, f"not JSON ({error.msg}, line {error.lineno}); expected a SPARQL answer"
        ) from error
    bindings = answer.get("results", {}).get("bindings") if isinstance(answer, dict) else None
    if not isinstance(bindings, list):
        raise InputError(name, "no results.bindings; expected Wikidata's SPARQL answer in JSON")
    faults: list[Fault] = []
    rows: list[dict[str, str]] = []
    countries, offices = _countries(tables), _offices(tables)
    for number, binding in enumerate(bindings, start=1):
        cells = {
            key: str(found.get("value", "")) for key, found in binding.items() if isinstance(found, dict)
        }
        row = _holder(cells, countries, offices)
        missing = [key for key in ("person", "country") if not row[key]]
        if missing:
            value = cells.get("countryLabel" if missing[0] == "country" else "personLabel", "")
            expected = "is no state of states.csv" if value else "is missing"
            faults.append(Fault(file=name, row=number, column=missing[0], value=value, expected=expected))
        rows.append(row)
    if faults:
        raise TableError(faults[:_SHOWN])
    return {"office_holders": rows}


def _holder(cells: dict[str, str], countries: dict[str, str], offices: dict[str, str]) -> dict[str, str]:
    person = cells.get("personLabel") or cells.get("name", "")
    title = cells.get("positionLabel", "")
    country = cells.get("iso3") or countries.get(fold(cells.get("countryLabel", "")), "")
    first, last = cells.get("start", "")[:10], cells.get("end", "")[:10]
    office = office_of(title, offices)
    return {
        "id": _key(person, office, first),
        "person": person,
        "country": country,
        "office": office,
        "title": title,
        "first": first,
        "last": last,
    }


def read_countryinfo(text: str, name: str, tables: Tables) -> Rows:
    """Return the leaders and cabinet members of CountryInfo.txt."""
    states, offices = tables.column("states", "iso3"), _offices(tables)
    blocks = re.findall(r"<CountryCode>(\w{3})</CountryCode>(.*?)(?=<CountryCode>|\Z)", text, re.S)
    if not blocks:
        raise InputError(name, "no <CountryCode>; expected CountryInfo.txt")
    rows: list[dict[str, str]] = []
    for code, block in blocks:
        if code in states:
            rows.extend(_leaders(code, block, offices))
            rows.extend(_cabinet(code, block, offices))
    return {"office_holders": list({row["id"]: row for row in rows}.values())}


def _leaders(code: str, block: str, offices: dict[str, str]) -> Iterator[dict[str, str]]:
    found = re.search(r"<Leaders>(.*?)</Leaders>", block, re.S)
    title = "Leader"
    for line in found.group(1).splitlines() if found else ():
        header = re.match(r"\s*<([^/>]+)>", line)
        if header:
            title = header.group(1)
        for first, last in re.findall(r"\[\s*>?(\d{8})(?:\s*-\s*(\d{8}))?\s*\]", line):
            yield from _named_holder(line, code, title, offices, (_day(first), _day(last)))


def _cabinet(code: str, block: str, offices: dict[str, str]) -> Iterator[dict[str, str]]:
    found = re.search(r"<Government>(.*?)</Government>", block, re.S)
    for line in found.group(1).splitlines() if found else ():
        title = line.partition("#")[2].strip()
        for when in re.findall(r"\[[A-Z]{6,}([^\]]*)\]", line) if title else ():
            days = [_day(day) for day in re.findall(r"\d{8}", when)]
            first = days[0] if days and "<" not in when else ""
            last = days[-1] if len(days) > 1 or ("<" in when and days) else ""
            yield from _named_holder(line, code, title, offices, (first, last))


def _named_holder(
    line: str, code: str, title: str, offices: dict[str, str], days: tuple[str, str]
) -> Iterator[dict[str, str]]:
    part = line.split("[")[0]
    names = [_title_case(found) for found in re.findall(r"\{([^}]*)\}", part) or [part]]
    if not names or " " not in names[0]:
        return
    office = office_of(title, offices)
    yield {
        "id": _key(names[0], office, days[0]),
        "person": names[0],
        "names": "|".join(dict.fromkeys(names[1:])),
        "country": code,
        "office": office,
        "title": title,
        "first": days[0],
        "last": days[1],
    }


def read_phoenix(text: str, name: str, tables: Tables) -> Rows:
    """Return the actors of a Phoenix (CAMEO) dictionary: one row for each code with its dates."""
    states = tables.column("states", "iso3")
    rows: list[dict[str, str]] = []
    names: list[str] = []
    for line in text.splitlines():
        line = re.split(r"[#;]", line)[0].rstrip()
        phrase = _title_case(re.sub(r"\[.*", "", line).lstrip("+"))
        if phrase and not line[0].isspace():
            names = [*names, phrase] if line.startswith("+") else [phrase]
        for code, when in re.findall(r"\[([A-Z]{3,})([^\]]*)\]", line):
            row = _phoenix_row(names, code, when)
            if row["country"] in states and row["sectors"]:
                rows.append(row)
    if not rows:
        raise InputError(name, "no line such as PHRASE_ [RUSGOV >20040309]; expected a Phoenix actor file")
    numbered = {f"{row['id']}-{number}": row for number, row in enumerate(rows)}
    return {"groups": [{**row, "id": key} for key, row in numbered.items()]}


def _phoenix_row(names: list[str], code: str, when: str) -> dict[str, str]:
    parts = [code[index : index + 3] for index in range(3, len(code), 3)]
    sectors = dict.fromkeys(_PHOENIX_SECTORS[part] for part in parts if part in _PHOENIX_SECTORS)
    days = [_day(day) for day in re.findall(r"\d{6,8}", when)]
    first = days[0] if days and "<" not in when else ""
    last = days[-1] if len(days) > 1 or ("<" in when and days) else ""
    return {
        "id": _key(names[0] if names else "", "phoenix", code),
        "name": names[0] if names else "",
        "names": "|".join(dict.fromkeys(names)),
        "country": code[:3],
        "sectors": "|".join(sectors),
        "kind": "group",
        "first": first,
        "last": last,
    }


def read_table(text: str, name: str, tables: Tables) -> Rows:
    """Return the rows of a file that has the columns of one of our actor tables."""
    reader = csv.DictReader(io.StringIO(text))
    header = [column.strip() for column in reader.fieldnames or ()]
    fitting = [table for table in OWN_TABLES if _fits(table, header)]
    if not fitting:
        forms = "; ".join(f"{table}: {', '.join(load_schema(table).columns)}" for table in OWN_TABLES)
        raise InputError(name, f"the header is {', '.join(header)}; expected that of one table ({forms})")
    rows: list[dict[str, str]] = []
    for row in reader:
        cells: dict[str, Any] = {key: value or "" for key, value in row.items() if key}
        first = next((str(value) for key, value in cells.items() if key != "id" and value), "")
        cells["id"] = cells.get("id") or _key(
            first, str(cells.get("office", "")), str(cells.get("first", ""))
        )
        rows.append(cells)
    return {fitting[0]: rows}


def _fits(table: str, header: list[str]) -> bool:
    fields = load_schema(table).fields
    required = {field.name for field in fields if field.required} - {"id", "source"}
    return required <= set(header) <= {field.name for field in fields}


def office_of(title: str, offices: dict[str, str]) -> str:
    """Return the office that a title names: exactly, else the longest of our titles within it, else official."""
    plain = fold(title)
    if plain in offices:
        return offices[plain]
    within = [known for known in offices if f" {known} " in f" {plain} "]
    return offices[max(within, key=len)] if within else "official"


def _offices(tables: Tables) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in tables.rows("offices"):
        for title in (row["title"], *row["names"].split("|")):
            found.setdefault(fold(title), row["id"])
    return found


def _countries(tables: Tables) -> dict[str, str]:
    rows = tables.rows("states")
    return {
        fold(name): row["iso3"] for row in rows for name in (row["name"], *row["names"].split("|")) if name
    }


def _title_case(words: str) -> str:
    parts = words.strip().strip("_").replace("_", " ").split()
    return " ".join("-".join(piece.capitalize() for piece in part.split("-")) for part in parts)


def _key(name: str, *parts: str) -> str:
    return "-".join(["import", fold(name).replace(" ", "-"), *(part.lower() for part in parts if part)])


def _day(digits: str) -> str:
    """Return eight digits as an ISO day, six (two for the year) as one of the last century or this; days fitted in."""
    if len(digits) == 6:
        digits = ("19" if digits[:2] > "30" else "20") + digits
    if len(digits) != 8:
        return ""
    month, day = min(max(int(digits[4:6]), 1), 12), max(int(digits[6:]), 1)
    return f"{digits[:4]}-{month:02}-{min(day, 28 if month == 2 else 30):02}"
