"""Compile people, offices and office holders from the dated sources and our own list."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field as attribute

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

SLUGS = {
    "united-kingdom": "GBR",
    "us": "USA",
    "congo-kinshasa": "COD",
    "taiwan": "TWN",
    "saudi": "SAU",
    "south-korea": "KOR",
    "russia": "RUS",
    "turkey": "TUR",
    "kosovo": "KOS",
    "vietnam": "VNM",
}
SURNAME_FIRST = {"CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "HKG", "SGP"}
TITLES = frozenset(own_words("titles"))


@dataclass
class Person:
    country: str
    names: dict[str, None] = attribute(default_factory=dict)
    qid: str = ""
    surname: str = ""
    terms: list[dict[str, str]] = attribute(default_factory=list)


def offices() -> list[tuple[str, str, re.Pattern[str]]]:
    rows = read_rows(OWN / "offices.csv")
    write_table("offices", ("id", "title", "names", "sectors"), rows)
    write_schema(
        "offices",
        "Offices and roles of people",
        [
            field("id", "Key", required=True),
            field("title", "The title that demarche prints", required=True),
            field("names", "Titles that news use for it, in lower case", type="list"),
            field(
                "sectors",
                "PLOVER sectors of whoever holds it; empty: those of the body",
                type="list",
                enum=SECTORS,
            ),
        ],
    )
    return [(row["id"], row["sectors"], re.compile(row["pattern"])) for row in rows]


def office_of(title: str, patterns: list[tuple[str, str, re.Pattern[str]]]) -> str:
    title = title.lower().strip()
    if re.search(r"^(minister|secretary).*(without portfolio|in the (office|presidency))", title):
        return "minister"
    for office, _, pattern in patterns:
        if pattern.search(title):
            return office
    return "official"


class People:
    def __init__(self) -> None:
        self.rows: list[Person] = []
        self.by_name: dict[tuple[str, str], Person] = {}
        self.by_qid: dict[str, Person] = {}
        self.by_surname: dict[tuple[str, str], list[Person]] = defaultdict(list)

    def find(self, name: str, country: str, *, qid: str = "", surname: str = "") -> Person:
        key = (country, plain(name))
        person = self.by_name.get(key) or (self.by_qid.get(qid) if qid else None)
        if person is None:
            last = plain(surname or guess_surname(name, country))
            person = self.similar(plain(name), last, country)
            if person is None:
                person = Person(country=country, surname=surname or guess_surname(name, country))
                self.rows.append(person)
            self.by_surname[country, last].append(person)
        person.names.setdefault(name)
        self.by_name[key] = person
        if qid:
            self.by_qid[qid] = person
            person.qid = person.qid or qid
        return person

    def new(self, name: str, country: str) -> Person:
        """Return a new person: our own list tells people apart itself."""
        person = Person(country=country, surname=guess_surname(name, country))
        self.rows.append(person)
        self.by_surname[country, plain(person.surname)].append(person)
        return person

    def similar(self, name: str, last: str, country: str) -> Person | None:
        for person in self.by_surname.get((country, last), ()):
            for other in person.names:
                if country in SURNAME_FIRST:
                    if name.replace(" ", "") == plain(other).replace(" ", ""):
                        return person
                elif same_person(name, plain(other), last):
                    return person
        return None


def same_person(one: str, two: str, last: str) -> bool:
    """Return whether two names with one surname are spellings of one: first words alike, or one within the other."""
    first, second = given_names(one, last), given_names(two, last)
    if not first or not second:
        return False
    if first[0] == second[0] and (set(first) <= set(second) or set(second) <= set(first)):
        return True
    if (
        len(first) > 1
        and len(second) > 1
        and difflib.SequenceMatcher(None, first[1], second[1]).ratio() < 0.7
    ):
        return False
    if first[0] == second[0] or (
        first[0][0] == second[0][0]
        and len(first[0]) > 3
        and difflib.SequenceMatcher(None, first[0], second[0]).ratio() >= 0.75
    ):
        return len(first) == 1 or len(second) == 1 or difflib.SequenceMatcher(None, one, two).ratio() >= 0.85
    return False


PARTICLES = {
    "bin",
    "ben",
    "ibn",
    "al",
    "el",
    "de",
    "da",
    "dos",
    "von",
    "van",
    "abu",
    "ould",
    "ag",
    "mohamed",
    "mohammed",
    "muhammad",
    "ahmed",
    "ahmad",
}


def given_names(name: str, last: str) -> list[str]:
    words = [word for word in name.split() if word not in last.split()]
    return [word for word in words if word not in PARTICLES] or words


def guess_surname(name: str, country: str) -> str:
    words = [
        word
        for word in name.split()
        if plain(word) not in TITLES and not re.fullmatch(r"(Jr|Sr|II|III|IV)\.?", word)
    ]
    if not words:
        return name
    if country in SURNAME_FIRST and len(words) in (2, 3):
        return words[0]
    for size in (3, 2):
        if len(words) > size - 1 and plain(words[-size]) in (
            "van",
            "von",
            "de",
            "del",
            "al",
            "el",
            "bin",
            "ben",
            "le",
            "la",
            "da",
            "dos",
            "di",
            "abu",
        ):
            return " ".join(words[-size:])
    return words[-1]


def clean(name: str) -> str:
    name = re.sub(r"\(.*?\)|\".*?\"", " ", name).replace("_", " ").replace(",", " ")
    words = [word for word in name.split() if plain(word) not in TITLES]
    return " ".join(
        word if not word.isupper() or len(word) < 3 else "-".join(bit.capitalize() for bit in word.split("-"))
        for word in words
    )


def iso_day(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) != 8:
        return ""
    year, month, day = (
        digits[:4],
        min(max(int(digits[4:6]), 1), 12),
        min(max(int(digits[6:]), 1), 28 if digits[4:6] == "02" else 30),
    )
    return f"{year}-{month:02}-{day:02}"


def add(
    people: People,
    patterns: list[tuple[str, str, re.Pattern[str]]],
    name: str,
    country: str,
    title: str,
    *,
    first: str = "",
    last: str = "",
    source: str,
    qid: str = "",
    surname: str = "",
) -> None:
    if len(plain(name).split()) < 2 and source != "own":
        return
    first, last = (
        next(iter(re.findall(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?", day.strip())), "") for day in (first, last)
    )
    if first and last and last < first[: len(last)]:
        return
    person = people.find(name, country, qid=qid, surname=surname)
    person.terms.append(
        {"office": office_of(title, patterns), "title": title, "first": first, "last": last, "source": source}
    )


def everypolitician(
    people: People, patterns: list[tuple[str, str, re.Pattern[str]]], codes: dict[str, str]
) -> None:
    for row in read_rows(SOURCES / "everypolitician_holders" / "holders21.csv"):
        country = SLUGS.get(row["country"]) or codes.get(plain(row["country"].replace("-", " ")), "")
        if country and row["person"] and not re.fullmatch(r"Q\d+", row["person"]):
            add(
                people,
                patterns,
                clean(row["person"]),
                country,
                row["position"],
                first=row["start"],
                last=row["end"],
                source="wikidata",
                qid=row["qid"],
            )


def countryinfo(people: People, patterns: list[tuple[str, str, re.Pattern[str]]], known: set[str]) -> None:
    text = (SOURCES / "countryinfo" / "CountryInfo.140728.txt").read_text(encoding="latin-1")
    for block in text.split("<Country>"):
        iso = re.search(r"<CountryCode>(\w{3})<", block)
        country = {"XKX": "KOS", "KSV": "KOS", "ROM": "ROU"}.get(iso.group(1), iso.group(1)) if iso else ""
        if country not in known:
            continue
        leaders = re.search(r"<Leaders>(.*?)</Leaders>", block, re.S)
        title = "Leader"
        for line in leaders.group(1).splitlines() if leaders else ():
            header = re.match(r"\s*<([^/>]+)>", line)
            if header:
                title = header.group(1)
                continue
            leader_line(people, patterns, line, country, title)
        cabinet = re.search(r"<Government>(.*?)</Government>", block, re.S)
        for line in cabinet.group(1).splitlines() if cabinet else ():
            cabinet_line(people, patterns, line, country)


def line_names(line: str) -> list[str]:
    part = line.split("[")[0]
    found = re.findall(r"\{([^}]*)\}", part) or [part]
    return [
        name
        for name in (clean(raw.strip().strip("_")) for raw in found)
        if len(name.split()) > 1 and re.search("[a-zA-Z]", name)
    ]


def leader_line(
    people: People, patterns: list[tuple[str, str, re.Pattern[str]]], line: str, country: str, title: str
) -> None:
    if line.strip().startswith("#"):
        return
    names = line_names(line)
    for start, end in re.findall(r"\[\s*>?(\d{8})(?:\s*-\s*(\d{8}))?\s*\]", line) if names else ():
        add(
            people,
            patterns,
            names[0],
            country,
            title.rstrip("s")
            if title.lower().startswith(("pres", "prime", "king", "emir", "shah"))
            else title,
            first=iso_day(start),
            last=iso_day(end) or "2009-12-31",
            source="countryinfo",
        )
    for name in names[1:]:
        people.by_name[country, plain(names[0])].names.setdefault(name) if (
            country,
            plain(names[0]),
        ) in people.by_name else None


def cabinet_line(
    people: People, patterns: list[tuple[str, str, re.Pattern[str]]], line: str, country: str
) -> None:
    names = line_names(line)
    title = line.split("#", 1)[1].strip() if "#" in line else ""
    if not names or not title or line.strip().startswith("#") or not re.search("[A-Za-z]", title):
        return
    for _code, when in re.findall(r"\[([A-Z]{6,})([^\]]*)\]", line):
        days = [iso_day(day) for day in re.findall(r"\d{8}", when)]
        first, last = (
            (days[0], days[1])
            if len(days) > 1
            else (days[0], "2011-02-28")
            if days and ">" in when
            else ("2003-01-01", days[0])
            if days
            else ("2003-01-01", "2011-02-28")
        )
        if first <= last:
            add(people, patterns, names[0], country, title, first=first, last=last, source="countryinfo")
    for name in names[1:]:
        if (country, plain(names[0])) in people.by_name:
            people.by_name[country, plain(names[0])].names.setdefault(name)


def archigos(people: People, patterns: list[tuple[str, str, re.Pattern[str]]], cow: dict[str, str]) -> None:
    for row in read_rows(SOURCES / "archigos" / "archigos_4.1_spells.csv"):
        country = cow.get(row["cow_code"], "")
        if country and row["end"] >= "1945" and len(row["leader"].split()) > 1:
            add(
                people,
                patterns,
                clean(row["leader"].replace("`", "")),
                country,
                "head of state",
                first=row["start"],
                last=row["end"],
                source="archigos",
            )


def ifg(people: People, patterns: list[tuple[str, str, re.Pattern[str]]]) -> None:
    folder = SOURCES / "ifg_uk"
    names, posts = defaultdict(dict), {row["id"]: row["name"] for row in read_rows(folder / "post.csv")}
    for row in read_rows(folder / "person.csv"):
        names[row["id"]].setdefault(row["name"])
    for row in read_rows(folder / "appointment.csv"):
        for name in names.get(row["person_id"], {}):
            add(
                people,
                patterns,
                clean(name) if not name.startswith(("Lord", "Baroness", "Viscount", "Earl")) else name,
                "GBR",
                posts.get(row["post_id"], "Minister"),
                first=row["start_date"],
                last=row["end_date"],
                source="ifg",
            )


def snapshots(
    people: People,
    patterns: list[tuple[str, str, re.Pattern[str]]],
    codes: dict[str, str],
) -> None:
    for row in read_rows(SOURCES / "world_leaders_2021" / "wikidata.csv"):
        country = codes.get(plain(row["country"]), "")
        if country and row["officeholderLabel"]:
            add(
                people,
                patterns,
                clean(row["officeholderLabel"]),
                country,
                row["positionLabel"].split(" of ")[0],
                first=row["start_year"],
                last=row["end_year"] or "2022-12-31",
                source="wikidata",
                qid=row["officeholder"],
            )
    for row in read_rows(SOURCES / "foreign_ministers_2022" / "wikidata.csv"):
        country = codes.get(plain(row["countryLabel"]), "")
        if country and row["name"]:
            add(
                people,
                patterns,
                clean(row["name"]),
                country,
                "Minister of Foreign Affairs",
                first=row["start"],
                last="2022-12-31",
                source="wikidata",
                qid=row["person"],
            )
    for row in read_rows(SOURCES / "cia_world_leaders_2019" / "cabinets_2019-06.csv"):
        country = codes.get(plain(row["country"]), "")
        if country and row["person"]:
            surname = " ".join(word for word in row["person"].split() if word.isupper() and len(word) > 1)
            add(
                people,
                patterns,
                clean(row["person"]),
                country,
                row["office"],
                first="2019-06-01",
                last="2019-06-30",
                source="cia",
                surname=clean(surname),
            )


SHORT = {
    "hs": "head-of-state",
    "hg": "head-of-government",
    "mon": "monarch",
    "vp": "vice-president",
    "dpm": "deputy-prime-minister",
    "fm": "foreign-minister",
    "dm": "defence-minister",
    "im": "interior-minister",
    "fin": "finance-minister",
    "jm": "justice-minister",
    "min": "minister",
    "dep": "deputy-minister",
    "ddm": "deputy-defence-minister",
    "ua": "un-ambassador",
    "amb": "ambassador",
    "gov": "governor",
    "cb": "central-bank",
    "spk": "speaker",
    "leg": "legislator",
    "jud": "judge",
    "pros": "prosecutor",
    "mil": "army-chief",
    "spy": "intelligence-chief",
    "cop": "police-chief",
    "adv": "adviser",
    "off": "official",
    "fl": "first-lady",
    "un": "un-official",
    "eu": "eu-official",
    "bo": "body-official",
    "pl": "party-leader",
    "ol": "opposition-leader",
    "rl": "rebel-leader",
    "ml": "militia-leader",
    "bl": "business-leader",
    "act": "activist",
    "jr": "journalist",
    "cl": "cleric",
    "un_": "union-leader",
    "crim": "crime-boss",
    "cit": "citizen",
    "fo": "former-official",
    "ngo": "ngo-leader",
    "un_off": "official",
    "rl_": "separatist-leader",
}


def own(people: People, patterns: list[tuple[str, str, re.Pattern[str]]]) -> None:
    for path in sorted(OWN.glob("people*.csv")):
        for row in read_rows(path):
            names = row["person"].split("|")
            person = people.by_name.get((row["country"], plain(names[0]))) or people.new(
                names[0], row["country"]
            )
            person.names = dict.fromkeys([*names, *person.names])
            for name in names:
                people.by_name[row["country"], plain(name)] = person
            for text in row["terms"].split(";"):
                person.terms.append(own_term(text, row["country"]))


def own_term(text: str, country: str) -> dict[str, str]:
    """Return a term from its short form: "fm 2017-02-01 2018-03-31 announced=2018-03-13 title=Secretary of State"."""
    text, _, title = text.partition(" title=")
    title, _, served_late = title.partition(" serves=")
    parts = text.split()
    marks = dict(part.split("=") for part in parts if "=" in part)
    days = [part for part in parts[1:] if "=" not in part]
    served = served_late or marks.get("serves", "")
    return {
        "office": SHORT[parts[0]],
        "title": title,
        "first": days[0],
        "last": days[1] if len(days) > 1 else "",
        "announced": marks.get("announced", ""),
        "source": "own",
        "country": served or country,
    }


def tidy(person: Person) -> list[dict[str, str]]:
    """Return the person's terms without those that another of the same office covers or touches."""
    kept: list[dict[str, str]] = []
    rank = {
        "own": 0,
        "wikidata": 1,
        "ifg": 1,
        "countryinfo": 2,
        "archigos": 3,
        "cia": 4,
    }
    for term in sorted(person.terms, key=lambda t: (rank.get(t["source"], 5), t["first"] or "0")):
        if any(other["office"] == term["office"] and overlaps(other, term) for other in kept):
            continue
        kept.append(term)
    return merge(sorted(kept, key=lambda t: (t["first"] or "0", t["last"] or "9")))


def overlaps(one: dict[str, str], two: dict[str, str]) -> bool:
    return (one["first"] or "0") <= (two["last"] or "9") and (two["first"] or "0") <= (one["last"] or "9999")


MINOR = {
    "minister",
    "deputy-minister",
    "official",
    "ambassador",
    "adviser",
    "judge",
    "governor",
    "legislator",
    "speaker",
    "deputy-prime-minister",
}


def merge(terms: list[dict[str, str]]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for term in terms:
        before = found[-1] if found else None
        if (
            before
            and before["office"] == term["office"] in MINOR
            and before.get("country") == term.get("country")
            and (before["last"] or "9")[:7] >= (term["first"] or "0")[:7]
        ):
            before["last"] = (
                "" if not before["last"] or not term["last"] else max(before["last"], term["last"])
            )
            continue
        found.append(dict(term))
    return found


def main() -> None:
    states = read_rows(DATA / "states.csv")
    known = {row["iso3"] for row in states}
    codes = {plain(name): row["iso3"] for row in states for name in row["names"].split("|") if name}
    codes.update(
        {
            "korea north": "PRK",
            "korea south": "KOR",
            "congo democratic republic of the": "COD",
            "congo republic of the": "COG",
            "gambia the": "GMB",
            "bahamas the": "BHS",
            "burma": "MMR",
            "holy see vatican city": "VAT",
            "cote d ivoire": "CIV",
            "people s republic of china": "CHN",
            "peoples republic of china": "CHN",
            "swaziland": "SWZ",
            "czech republic": "CZE",
            "micronesia federated states of": "FSM",
        }
    )
    cow = {row["cow"]: row["iso3"] for row in states if row["cow"]}
    cow.update(
        {
            "365": "RUS",
            "255": "DEU",
            "260": "DEU",
            "679": "YEM",
            "678": "YEM",
            "345": "SRB",
            "315": "CZE",
            "817": "VNM",
            "816": "VNM",
        }
    )
    patterns = offices()
    people = People()
    own(people, patterns)
    everypolitician(people, patterns, codes)
    countryinfo(people, patterns, known)
    snapshots(people, patterns, codes)
    ifg(people, patterns)
    archigos(people, patterns, cow)
    write(people)


MAJOR = frozenset(own_words("major offices"))
LEADING = {"head-of-state", "head-of-government", "monarch"}


def wanted(term: dict[str, str]) -> bool:
    """Return whether a term is worth its place: leaders since 1945, chief ministers since 1975, others of late."""
    last = term["last"] or "9999"
    if term["source"] == "own" or term["office"] in LEADING:
        return last >= "1945"
    if term["office"] in MAJOR:
        return last >= "1975"
    since = {"minister": "2012", "official": "2016"}.get(term["office"], "2017")
    return last >= since and term["source"] in ("wikidata", "ifg")


def write(people: People) -> None:
    terms: list[dict[str, str]] = []
    titles = {(row["country"], row["office"]): row["title"] for row in read_rows(OWN / "titles.csv")}
    for person in people.rows:
        kept = [term for term in tidy(person) if wanted(term)]
        names = unlike(list(person.names))
        for term in kept:
            served = term.get("country") or person.country
            terms.append(
                {
                    "id": f"{slug(names[0])}-{term['office']}-{(term['first'] or '0')[:4]}",
                    "person": names[0],
                    "names": "|".join(names[1:]) if term is kept[0] else "",
                    "surname": person.surname if person.surname != names[0].split(" ")[-1] else "",
                    "country": person.country,
                    "serves": served if served != person.country else "",
                    "office": term["office"],
                    "title": shown_title({**term, "country": served}, titles),
                    "first": term["first"],
                    "last": term["last"],
                    "announced": term.get("announced", ""),
                    "source": term["source"],
                }
            )
    used: dict[str, int] = defaultdict(int)
    for term in terms:
        used[term["id"]] += 1
        if used[term["id"]] > 1:
            term["id"] += f"-{used[term['id']]}"
    columns = [
        "id",
        "person",
        "names",
        "surname",
        "country",
        "serves",
        "office",
        "title",
        "first",
        "last",
        "announced",
        "source",
    ]
    write_table("office_holders", columns, terms, packed=True)
    write_schema(
        "office_holders",
        "Who held which office from when to when",
        [
            field("id", "Key", required=True),
            field(
                "person",
                "The name that demarche prints; with the country it tells people apart",
                required=True,
            ),
            field("names", "Other spellings and forms of the name, on the person's first row", type="list"),
            field(
                "surname",
                "What stands for the person in later mentions, where it is not the last word of the name",
            ),
            field("country", "State that the person belongs to", required=True),
            field("serves", "State or body served, where it is another"),
            field("office", "Office", required=True),
            field("title", "Title, where it says more than the office's own"),
            field("first", "First day; a month or year where no more is known", type="date"),
            field("last", "Last day known; empty: still held when compiled", type="date"),
            field(
                "announced", "Day on which the end was announced, where earlier than the last", type="date"
            ),
            field("source", "Where the row was compiled from", required=True),
        ],
        references={"office": ("offices", "id"), "country": ("states", "iso3"), "serves": ("states", "iso3")},
    )


def unlike(names: list[str]) -> list[str]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(plain(name.replace(".", "")), name)
    return list(seen.values())


def shown_title(term: dict[str, str], titles: dict[tuple[str, str], str]) -> str:
    """Return the title where the office's own would lose something: other ministers, a state's own word for it."""
    own = titles.get((term.get("country", ""), term["office"]), "")
    if term["source"] == "own":
        return term["title"] or own
    if term["office"] in PLAIN_OFFICES:
        return own
    return term["title"][:60]


PLAIN_OFFICES = frozenset(own_words("offices known by their own title"))


if __name__ == "__main__":
    main()
