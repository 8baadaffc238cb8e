"""Compile states, demonyms, aliases, organizations, groups and agents from the sources and our own lists."""

import difflib
import re

from common import (
    DATA,
    OWN,
    SECTORS,
    SOURCES,
    field,
    own_words,
    plain,
    read_rows,
    slug,
    write_schema,
    write_table,
)

CODES = {
    "UNO": "United Nations",
    "EUR": "European Union",
    "IGO": "intergovernmental organization",
    "NGO": "non-governmental organization",
    "IMG": "armed group of many countries",
    "MNC": "multinational corporation",
    "ISM": "international social movement",
}
CAMEO = {"ROU": "ROM", "TLS": "TMP", "MNE": "MTN", "KOS": "KSV"}
CAPITALS = {row["iso3"]: row["words"] for row in read_rows(OWN / "capitals.csv")}
LATER = {
    "SSD": "2011-07-09",
    "KOS": "2008-02-17",
    "TLS": "2002-05-20",
    "MNE": "2006-06-03",
    "SRB": "2006-06-05",
    "ERI": "1993-05-24",
    "CZE": "1993-01-01",
    "SVK": "1993-01-01",
    "BIH": "1992-03-03",
    "HRV": "1991-06-25",
    "SVN": "1991-06-25",
    "MKD": "1991-09-08",
    "PLW": "1994-10-01",
    "NAM": "1990-03-21",
}
SOVIET = ["ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LVA", "LTU", "MDA", "TJK", "TKM", "UKR", "UZB"]
SOURCE_KINDS = ("capital", "unrecognised", "region", "people", "territory", "area", "city", "short", "seat")


def states() -> dict[str, str]:
    names = {row["iso3"]: row["words"].split("|") for row in read_rows(OWN / "state_names.csv")}
    cow = cow_codes()
    rows = []
    for row in read_rows(SOURCES / "plover" / "ngec_countries.csv"):
        iso3 = row["CCA3"].strip().replace("XKX", "KOS")
        if len(iso3) != 3 or iso3 in CODES or any(found["iso3"] == iso3 for found in rows):
            continue
        rows.append(
            {"iso3": iso3, "iso2": row["CCA2"].strip(), "name": re.sub(r" ?\[.*", "", row["Name"]).strip()}
        )
    for iso3, iso2, name in (("SSD", "SS", "South Sudan"), ("HKG", "HK", "Hong Kong")):
        if not any(found["iso3"] == iso3 for found in rows):
            rows.append({"iso3": iso3, "iso2": iso2, "name": name})
    capitals = {row[1]: row[5].strip() for row in geonames()}
    for row in rows:
        iso3 = row["iso3"]
        own = names.get(iso3, [])
        row["name"] = own[0] if own else row["name"]
        row["names"] = "|".join(dict.fromkeys([row["name"], *own]))
        row["capitals"] = CAPITALS.get(iso3, capitals.get(iso3, ""))
        row["cow"] = cow.get(iso3, "")
        row["gw"] = {"YEM": "678", "DEU": "260"}.get(iso3, row["cow"])
        row["cameo"] = CAMEO.get(iso3, iso3)
        row["kind"] = "territory" if iso3 in ("HKG",) else "state"
        row["first"] = LATER.get(iso3, "1991-12-26" if iso3 in SOVIET else "")
        row["source"] = "geonames|countryinfo|own"
    rows.sort(key=lambda row: row["iso3"])
    rows += [
        {"iso3": code, "name": name, "names": "", "kind": "code", "cameo": code, "source": "own"}
        for code, name in CODES.items()
    ]
    write_table(
        "states",
        [
            "iso3",
            "name",
            "names",
            "iso2",
            "cow",
            "gw",
            "cameo",
            "capitals",
            "kind",
            "first",
            "last",
            "source",
        ],
        rows,
    )
    write_schema(
        "states",
        "States, and the codes that stand in a state's place",
        [
            field(
                "iso3",
                "ISO 3166 alpha-3, or PLOVER's UNO, EUR, IGO, NGO, IMG, MNC, ISM, KOS",
                required=True,
                pattern="[A-Z]{3}",
            ),
            field("name", "The name that demarche prints", required=True),
            field("names", "All names in use, the printed one first", type="list"),
            field("iso2", "ISO 3166 alpha-2"),
            field("cow", "Correlates of War number", type="integer"),
            field("gw", "Gleditsch-Ward number", type="integer"),
            field("cameo", "CAMEO country code"),
            field("capitals", "Capital, then other seats and older spellings", type="list"),
            field(
                "kind",
                "state, territory, or code (an organization's code)",
                enum=("state", "territory", "code"),
                required=True,
            ),
            field("first", "First day, where later than 1945", type="date"),
            field("last", "Last day", type="date"),
            field("source", "Where the row was compiled from", type="list"),
        ],
    )
    return {row["iso3"]: row["name"] for row in rows}


def geonames() -> list[list[str]]:
    text = (SOURCES / "geonames" / "countryInfo.txt").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def cow_codes() -> dict[str, str]:
    text = (SOURCES / "countryinfo" / "CountryInfo.140728.txt").read_text(encoding="latin-1")
    found = {}
    for block in text.split("<Country>"):
        iso = re.search(r"<ISO3166-alpha3>(\w+)<", block)
        number = re.search(r"<COW-Numeric>(\d+)<", block)
        if iso and number and int(number.group(1)) > 0:
            found.setdefault(iso.group(1), number.group(1))
    found.update({"SSD": "626", "KOS": "347", "MNE": "341", "SRB": "345", "DEU": "255", "YEM": "679"})
    return found


def demonyms() -> None:
    rows = [
        {"id": f"{row['iso3'].lower()}-{slug(word)}", "text": word, "country": row["iso3"], "source": "own"}
        for row in read_rows(OWN / "demonyms.csv")
        for word in row["words"].split("|")
    ]
    rows = list({row["id"]: row for row in rows}.values())
    write_table("demonyms", ("id", "text", "country", "source"), rows)
    write_schema(
        "demonyms",
        "Nationality words: adjectives and people",
        [
            field("id", "Key", required=True),
            field("text", "The word", required=True),
            field("country", "State", required=True),
            field("source", "Where the row was compiled from"),
        ],
        references={"country": ("states", "iso3")},
    )


def aliases(names: dict[str, str]) -> None:
    rows = []
    for row in read_rows(DATA / "states.csv"):
        rows += [
            {"text": text, "country": row["iso3"], "kind": "capital", "source": "own"}
            for text in row["capitals"].split("|")
            if text and plain(text) not in ("singapore", "vatican city")
        ]
    rows += [{**row, "sectors": row["sectors"], "source": "own"} for row in read_rows(OWN / "regions.csv")]
    seen = {plain(row["text"]) for row in rows}
    seen |= {plain(name) for row in read_rows(DATA / "states.csv") for name in row["names"].split("|")}
    towns = [(row["text"], row["country"], "city") for row in read_rows(OWN / "towns.csv")]
    for text, country, kind in (*phoenix_places(), *towns):
        if plain(text) not in seen and country in names:
            seen.add(plain(text))
            rows.append({"text": text, "country": country, "kind": kind, "source": "countryinfo"})
    used: dict[str, int] = {}
    for row in rows:
        key = f"{row['country'].lower()}-{slug(row['text'])}".strip("-")
        used[key] = used.get(key, 0) + 1
        row["id"] = key if used[key] == 1 else f"{key}-{used[key]}"
    write_table("aliases", ["id", "text", "country", "sectors", "kind", "first", "last", "source"], rows)
    write_schema(
        "aliases",
        "Capitals, regions, cities and peoples that stand for a state",
        [
            field("id", "Key", required=True),
            field("text", "The words", required=True),
            field("country", "State; empty where none"),
            field("sectors", "PLOVER sectors that come with the name", type="list", enum=SECTORS),
            field(
                "kind",
                "What the words name; short: only after the state itself was named",
                enum=SOURCE_KINDS,
                required=True,
            ),
            field("first", "First day", type="date"),
            field("last", "Last day", type="date"),
            field("source", "Where the row was compiled from"),
        ],
        references={"country": ("states", "iso3")},
    )


COMMON = frozenset(own_words("common words"))


def phoenix_places() -> list[tuple[str, str, str]]:
    text = (SOURCES / "countryinfo" / "CountryInfo.140728.txt").read_text(encoding="latin-1")
    found: dict[str, list[tuple[str, str, str]]] = {}
    for block in text.split("<Country>"):
        iso = re.search(r"<CountryCode>(\w{3})<", block)
        if not iso:
            continue
        for tag, kind in (("MajorCities", "city"), ("Regions", "region")):
            part = re.search(rf"<{tag}>(.*?)</{tag}>", block, re.S)
            for line in part.group(1).splitlines() if part else ():
                words = line.split("#")[0].strip().strip("_").replace("_", " ")
                if (
                    len(words) > 3
                    and plain(words)
                    and plain(words) not in COMMON
                    and not re.search(r"[^\x00-\x7f]|[{}\[\]]", words)
                ):
                    found.setdefault(plain(words), []).append((words.title(), iso.group(1), kind))
    return [rows[0] for rows in found.values() if len({row[1] for row in rows}) == 1]


def organizations() -> None:
    rows = [
        {
            **row,
            "names": "|".join(dict.fromkeys([row["name"], *filter(None, row["aliases"].split("|"))])),
            "source": "own",
        }
        for row in read_rows(OWN / "organizations.csv")
    ]
    rows += phoenix_bodies({plain(name) for row in rows for name in row["names"].split("|")})
    write_table(
        "organizations",
        ["id", "name", "names", "country", "sectors", "kind", "described", "first", "last", "source"],
        rows,
        packed=True,
    )
    write_schema(
        "organizations",
        "International bodies, press, companies, universities and other organizations",
        [
            field("id", "Key", required=True),
            field("name", "The name that demarche prints", required=True),
            field("names", "All names in use, the printed one first", type="list", required=True),
            field("country", "State, or the code that stands in its place", required=True),
            field("sectors", "PLOVER sectors, the leading one first", type="list", enum=SECTORS),
            field("kind", "What it is", required=True),
            field("described", 'Descriptions that point back to it: "oil cartel", "bloc"', type="list"),
            field("first", "First day", type="date"),
            field("last", "Last day", type="date"),
            field("source", "Where the row was compiled from"),
        ],
        references={"country": ("states", "iso3")},
    )


BODY_WORDS = frozenset(own_words("body words"))


def phoenix_bodies(known: set[str]) -> list[dict[str, str]]:
    """Return the intergovernmental, non-governmental bodies and firms of Phoenix that our list lacks."""
    lead = {"IGO": ("IGO", ""), "NGO": ("NGO", ""), "NGM": ("NGO", ""), "MNC": ("MNC", "BUS")}
    rows, used = [], set()
    for names, codes in phoenix_entries("International"):
        code = codes[0][0] if codes else ""
        if (
            code[:3] not in lead
            or code[:2] == "NG"
            or any(when for _, when in codes)
            or any("ELI" in code for code, _ in codes)
        ):
            continue
        if not BODY_WORDS & set(plain(" ".join(names)).split()) or re.search(r"\d", names[0]):
            continue
        country, sector = lead[code[:3]]
        if code[3:6] in ("UNO", "EUR", "EEC"):
            country = {"UNO": "UNO"}.get(code[3:6], "EUR")
        names = [
            name
            for name in (name.removeprefix("The ") for name in names)
            if plain(name) not in known and len(plain(name)) > 5 and " " in name
        ]
        if (
            not names
            or slug(names[0]) in used
            or any(word in plain(names[0]).split() for word in ("mr", "secretary", "president"))
        ):
            continue
        used.add(slug(names[0]))
        known |= {plain(name) for name in names}
        rows.append(
            {
                "id": "phx-" + slug(names[0]),
                "name": names[0],
                "names": "|".join(names),
                "country": country,
                "sectors": sector,
                "kind": {
                    "IGO": "intergovernmental",
                    "UNO": "intergovernmental",
                    "EUR": "intergovernmental",
                    "NGO": "nongovernmental",
                    "MNC": "company",
                }[country],
                "source": "phoenix",
            }
        )
    return rows


PHOENIX_SECTOR = {
    "GOV": "GOV",
    "MIL": "MIL",
    "REB": "REB",
    "SEP": "REB",
    "INS": "REB",
    "OPP": "OPP",
    "PTY": "PTY",
    "COP": "COP",
    "JUD": "JUD",
    "LEG": "LEG",
    "SPY": "SPY",
    "UAF": "UAF",
    "CRM": "CRM",
    "MED": "JRN",
    "HLH": "MED",
    "EDU": "EDU",
    "BUS": "BUS",
    "LAB": "LAB",
    "REL": "REL",
    "CVL": "CVL",
    "REF": "REF",
    "AGR": "AGR",
    "ELI": "ELI",
    "HRI": "SOC",
    "ENV": "SOC",
}


def phoenix_entries(name: str) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Return the entries of a Phoenix actor file: names, and codes with their dates."""
    found: list[tuple[list[str], list[tuple[str, str]]]] = []
    for line in (
        (SOURCES / "phoenix" / f"Phoenix.{name}.actors.txt")
        .read_text(encoding="utf-8", errors="replace")
        .splitlines()
    ):
        line = re.split(r"[#;]", line)[0].rstrip()
        if not line.strip():
            continue
        codes = [(code, when.strip()) for code, when in re.findall(r"\[([A-Z]{3,})([^\]]*)\]", line)]
        phrase = (
            re.sub(r"\(.*?\)", "", re.sub(r"\[.*", "", line)).strip().strip("_+").replace("_", " ").strip()
        )
        if line.startswith("+") and found:
            if phrase:
                found[-1][0].append(nice(phrase))
        elif phrase and not line[0].isspace():
            found.append(([nice(phrase)], []))
        if found:
            found[-1][1].extend(codes)
    return [(names, codes) for names, codes in found if names and names[0]]


def nice(words: str) -> str:
    """Return upper-case words in the case of a title."""
    small = {"OF", "THE", "FOR", "AND", "IN", "TO", "ON", "DE", "LA", "DEL"}
    parts = " ".join(words.replace("+", " ").split()).split(" ")
    return " ".join(
        part.lower() if part in small and index else "-".join(bit.capitalize() for bit in part.split("-"))
        for index, part in enumerate(parts)
    )


def groups() -> None:
    rows, used = [], {}
    for row in read_rows(OWN / "organs.csv"):
        names = row["names"].split("|")
        bunches = split_synonyms(names, loose=row["kind"] in ("group", "party"))
        rows.extend({**row, "name": bunch[0], "names": "|".join(bunch), "source": "own"} for bunch in bunches)
    known = {plain(name) for row in rows for name in row["names"].split("|")}
    for names, codes in phoenix_entries("MilNonState"):
        code = codes[0][0] if codes else ""
        country, sector = code[:3], PHOENIX_SECTOR.get(code[3:6], "")
        if (
            not sector
            or country in ("KKL", "INT", "IMG")
            or not any(row["country"] == country for row in rows)
        ):
            continue
        names = [name for name in names if plain(name) not in known and len(plain(name)) > 5 and " " in name]
        if names:
            known |= {plain(name) for name in names}
            rows.append(
                {
                    "name": names[0],
                    "names": "|".join(names),
                    "country": country,
                    "sectors": sector,
                    "kind": "group",
                    "source": "phoenix",
                }
            )
    for row in rows:
        key = f"{row['country'].lower()}-{slug(row['name'])}"
        used[key] = used.get(key, 0) + 1
        row["id"] = key if used[key] == 1 else f"{key}-{used[key]}"
    write_table(
        "groups", ["id", "name", "names", "country", "sectors", "kind", "first", "last", "source"], rows
    )
    write_schema(
        "groups",
        "State organs and seats, parties, armed groups and movements; one row for each time of one status",
        [
            field("id", "Key", required=True),
            field("name", "The name that demarche prints", required=True),
            field("names", "All names in use, the printed one first", type="list", required=True),
            field("country", "State; for an armed group the state where it fights", required=True),
            field(
                "sectors", "PLOVER sectors, the leading one first", type="list", enum=SECTORS, required=True
            ),
            field(
                "kind",
                "organ, seat (a building or place of power), group or party",
                enum=("organ", "seat", "group", "party"),
                required=True,
            ),
            field("first", "First day of this status", type="date"),
            field("last", "Last day of this status", type="date"),
            field("source", "Where the row was compiled from"),
        ],
        references={"country": ("states", "iso3")},
    )


def split_synonyms(names: list[str], *, loose: bool) -> list[list[str]]:
    """Return the names in bunches of one thing each: an acronym or a variant joins the name before it."""
    bunches: list[list[str]] = []
    for name in names:
        if bunches and any(related(other, name, loose=loose) for other in bunches[-1]):
            bunches[-1].append(name)
        else:
            bunches.append([name])
    return bunches


GENERIC = frozenset(own_words("generic group words"))


def related(one: str, two: str, *, loose: bool) -> bool:
    """Return whether two names are spellings, a name and its acronym, or a name and its short form.

    ``loose``: one rare word in common is enough, as "Houthi rebels" and "Houthis" have.
    """
    first, second = ({word.rstrip("s") for word in plain(name).split()} for name in (one, two))
    if dense(one) == dense(two) or acronym_of(one, two) or acronym_of(two, one):
        return True
    if difflib.SequenceMatcher(None, plain(one), plain(two)).ratio() >= 0.82:
        return True
    if min(len(first), len(second)) > 1 and (first <= second or second <= first):
        return True
    return loose and bool((first & second) - GENERIC)


def dense(name: str) -> str:
    return re.sub(r"[^A-Za-z]", "", name).upper().removeprefix("THE")


def acronym_of(short: str, full: str) -> bool:
    if " " in short or " " not in full or len(dense(short)) > 7:
        return False
    initials = "".join(word[0] for word in re.split(r"[\s\-/]+", full) if word)
    capitals = "".join(mark for mark in initials if mark.isupper())
    return dense(short) in (capitals, initials.upper()) or (
        len(capitals) > 2 and dense(short)[:3] == capitals[:3]
    )


def agents() -> None:
    own = {plain(row["text"]): (row["sectors"], row["weak"]) for row in read_rows(OWN / "agents.csv")}
    found: dict[str, tuple[str, str, str]] = {}
    for line in (SOURCES / "plover" / "PLOVER_agents.txt").read_text(encoding="utf-8").splitlines():
        match = re.match(r"^([^#\[{]+?)_?\s*(?:\{([^}]*)\})?\s*\[~([A-Z]+)\]", line)
        if not match:
            continue
        words, plural, code = match.group(1).strip(), match.group(2) or "", match.group(3)
        code = code.replace("IMG", "REB")
        sectors = "|".join(code[index : index + 3] for index in range(0, len(code), 3))
        for form in (words, plural):
            for person in (
                ("MAN", "MEN", "WOMAN", "WOMEN", "PERSON")
                if "!PERSON!" in form
                else ("MINISTER", "MINISTERS", "MINISTRY", "MINISTRIES")
                if "!MINIST!" in form
                else ("",)
            ):
                text = plain(re.sub(r"!(PERSON|MINIST)!", person, form).replace("_", " "))
                for whole in (
                    [text + end for end in ("er", "ers", "ry", "ries")]
                    if text.endswith(" minist")
                    else [text]
                ):
                    if (
                        whole
                        and whole.split()[-1] not in ("to", "at", "for", "of", "in")
                        and whole not in own
                        and len(whole) > 1
                    ):
                        found.setdefault(whole, (sectors, "", "plover"))
    found.update({text: (sectors, weak, "own") for text, (sectors, weak) in own.items()})
    rows = [
        {"id": text.replace(" ", "-"), "text": text, "sectors": sectors, "weak": weak, "source": source}
        for text, (sectors, weak, source) in sorted(found.items())
        if sectors != "DROP"
    ]
    write_table("agents", ("id", "text", "sectors", "weak", "source"), rows)
    write_schema(
        "agents",
        "Role words: what a noun says of the sector of whom it names",
        [
            field("id", "Key", required=True),
            field("text", "The words in lower case, singular or plural", required=True),
            field(
                "sectors",
                "PLOVER sectors, the leading one first; NON: a word that is no actor by itself; JNK: never an actor",
                type="list",
                enum=SECTORS,
            ),
            field(
                "weak",
                'yes where the sector gives way to that of the organization or role beside it: "official", "leader"',
                enum=("yes",),
            ),
            field("source", "Where the row was compiled from"),
        ],
    )


if __name__ == "__main__":
    known = states()
    demonyms()
    aliases(known)
    organizations()
    groups()
    agents()
