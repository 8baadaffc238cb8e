"""A made-up record of any size, the same for the same seed: for measuring, and for trying the web pages.

python bench/synthetic.py record.db 1000000
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from demarche.records import digest
from demarche.store.rows import PageRows, record_cells
from demarche.types import Record, RecordParty

COUNTRIES = (
    ("USA", "United States", "Washington", 38.9, -77.0), ("RUS", "Russia", "Moscow", 55.75, 37.6),
    ("CHN", "China", "Beijing", 39.9, 116.4), ("PRK", "North Korea", "Pyongyang", 39.0, 125.75),
    ("KOR", "South Korea", "Seoul", 37.6, 127.0), ("JPN", "Japan", "Tokyo", 35.7, 139.7),
    ("GBR", "United Kingdom", "London", 51.5, -0.1), ("FRA", "France", "Paris", 48.9, 2.35),
    ("DEU", "Germany", "Berlin", 52.5, 13.4), ("IRN", "Iran", "Tehran", 35.7, 51.4),
    ("ISR", "Israel", "Jerusalem", 31.8, 35.2), ("SYR", "Syria", "Damascus", 33.5, 36.3),
    ("TUR", "Turkey", "Ankara", 39.9, 32.9), ("UKR", "Ukraine", "Kyiv", 50.45, 30.5),
    ("SAU", "Saudi Arabia", "Riyadh", 24.7, 46.7), ("EGY", "Egypt", "Cairo", 30.0, 31.2),
    ("IND", "India", "New Delhi", 28.6, 77.2), ("PAK", "Pakistan", "Islamabad", 33.7, 73.0),
    ("AFG", "Afghanistan", "Kabul", 34.5, 69.2), ("IRQ", "Iraq", "Baghdad", 33.3, 44.4),
    ("VEN", "Venezuela", "Caracas", 10.5, -66.9), ("BRA", "Brazil", "Brasilia", -15.8, -47.9),
    ("ZAF", "South Africa", "Pretoria", -25.7, 28.2), ("NGA", "Nigeria", "Abuja", 9.1, 7.5),
    ("ETH", "Ethiopia", "Addis Ababa", 9.0, 38.7), ("SDN", "Sudan", "Khartoum", 15.6, 32.5),
    ("COD", "Congo", "Kinshasa", -4.3, 15.3), ("MLI", "Mali", "Bamako", 12.6, -8.0),
    ("COL", "Colombia", "Bogota", 4.6, -74.1), ("MMR", "Myanmar", "Naypyidaw", 19.7, 96.1),
    ("VNM", "Vietnam", "Hanoi", 21.0, 105.85), ("PHL", "Philippines", "Manila", 14.6, 121.0),
    ("GEO", "Georgia", "Tbilisi", 41.7, 44.8), ("ARM", "Armenia", "Yerevan", 40.2, 44.5),
    ("AZE", "Azerbaijan", "Baku", 40.4, 49.9), ("SRB", "Serbia", "Belgrade", 44.8, 20.5),
    ("POL", "Poland", "Warsaw", 52.2, 21.0), ("ITA", "Italy", "Rome", 41.9, 12.5),
    ("YEM", "Yemen", "Sanaa", 15.4, 44.2), ("LBY", "Libya", "Tripoli", 32.9, 13.2),
)  # fmt: skip
KINDS = (
    ("CONSULT", None, "036", "event", "verbal_coop", "held talks with", 20),
    ("CONSULT", "visit", "042", "event", "verbal_coop", "sent a delegation to", 8),
    ("AGREE", None, "030", "statement", "verbal_coop", "signed a draft agreement with", 8),
    ("SUPPORT", None, "051", "statement", "verbal_coop", "welcomed the proposals of", 9),
    ("AID", None, "073", "event", "material_coop", "delivered relief supplies to", 4),
    ("COOPERATE", None, "061", "event", "material_coop", "opened a joint project with", 4),
    ("REQUEST", "meet", "102", "statement", "verbal_conflict", "called for a meeting with", 8),
    ("ACCUSE", "disapprove", "111", "statement", "verbal_conflict", "condemned the conduct of", 14),
    ("REJECT", None, "120", "statement", "verbal_conflict", "rejected the terms of", 8),
    ("THREATEN", "restrict", "130", "statement", "verbal_conflict", "threatened new restrictions against", 4),
    ("SANCTION", "discontinue", "163", "event", "material_conflict", "imposed sanctions on", 4),
    ("MOBILIZE", "troops", "152", "event", "material_conflict", "moved troops to the border of", 3),
    ("ASSAULT", "explosives", "183", "event", "material_conflict", "shelled positions of", 4),
    ("COERCE", "arrest", "173", "event", "material_conflict", "detained citizens of", 2),
)
TOPICS = (
    "fishing rights", "the border crossing", "grain exports", "the pipeline", "prisoners", "air corridors",
    "inspections", "the river dam", "customs rules", "the monitoring mission", "visas", "the gas price",
    "the six-party talks", "a ceasefire", "the nuclear programme", "port access", "refugee returns",
)  # fmt: skip
TOWNS, PAPERS = ("Harbour", "Capital", "Northern", "Valley", "Union"), ("Post", "Courier", "Herald", "Wire")
OUTLETS = tuple(f"{town} {paper}" for town in TOWNS for paper in PAPERS)
FACTUALITIES = ("happened",) * 80 + ("ongoing",) * 6 + ("planned",) * 7 + ("hoped",) * 2 + ("denied",) * 3 + (
    "hypothetical",) * 2  # fmt: skip
FIRST, LAST = date(2005, 1, 1), date(2025, 12, 31)
EVENTS_A_PAGE = 5


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One made-up event, to be told on one page or more."""

    kind: tuple[str, str | None, str, str, str, str, int]
    actor: int
    recipient: int
    day: date
    factuality: str
    topic: str


def synthetic_pages(events: int, *, seed: int = 1, prefix: str = "made-up") -> Iterator[PageRows]:
    """Yield pages that tell this many records between them, in the order of days."""
    chance = random.Random(seed)
    told: list[Happening] = []
    made = number = 0
    while made < events:
        day = FIRST + (LAST - FIRST) * (made / max(events, 1))
        count = min(events - made, chance.randint(1, 2 * EVENTS_A_PAGE - 1))
        happenings = [_happening(chance, day, told) for _ in range(count)]
        yield _page(chance, f"{prefix}/{number:07d}.html", day, happenings)
        told = (told + happenings)[-40:]
        made, number = made + count, number + 1


def _happening(chance: random.Random, day: date, told: list[Happening]) -> Happening:
    if told and chance.random() < 0.15:
        return chance.choice(told)
    actor = min(int(chance.paretovariate(0.6)) - 1, len(COUNTRIES) - 1)
    recipient = chance.randrange(len(COUNTRIES))
    kind = chance.choices(KINDS, weights=[kind[-1] for kind in KINDS])[0]
    factuality = chance.choice(FACTUALITIES)
    ahead = chance.randint(3, 60) if factuality == "planned" else -chance.randint(0, 2)
    return Happening(
        kind=kind,
        actor=actor,
        recipient=recipient if recipient != actor else (recipient + 1) % len(COUNTRIES),
        day=day + timedelta(days=ahead),
        factuality=factuality,
        topic=chance.choice(TOPICS),
    )


def _page(chance: random.Random, name: str, day: date, happenings: list[Happening]) -> PageRows:
    outlet = chance.choice(OUTLETS)
    sentences = [_sentence(happening) for happening in happenings]
    sentences += [f"Reporters of the {outlet} were present.", "No further details were given."]
    text = "\n".join(sentences)
    page_id = digest("page", name, text)
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence) + 1
    rows = tuple(
        (number, start, start + len(sentence), sentence)
        for number, (start, sentence) in enumerate(zip(starts, sentences, strict=True))
    )
    records = tuple(
        _record(chance, page_id, happening, rows[number]) for number, happening in enumerate(happenings)
    )
    shown = day.isoformat()
    url = f"https://news.example/{name}"
    page = (
        *(
            page_id,
            url,
            name,
            url,
            sentences[0],
            outlet,
            None,
            "[]",
            "en",
            shown,
            shown,
            shown,
            "stated:published",
        ),
        *(None, None, "[]", "[]", None, None, "html", None, "synthetic", text),
    )
    paragraphs = tuple((number, start, end, "body", "") for number, start, end, _ in rows)
    return PageRows(
        page=page,
        digest=digest(*(record_cells(record) for record in records)),
        paragraphs=paragraphs,
        sentences=rows,
        mentions=tuple(_mentions(records)),
        times=(),
        places=(),
        statements=tuple(_statements(records)),
        records=records,
        problems=(),
    )


def _sentence(happening: Happening) -> str:
    actor, recipient = COUNTRIES[happening.actor][1], COUNTRIES[happening.recipient][1]
    when = happening.day.strftime("%-d %B %Y")
    return f"{actor} {happening.kind[5]} {recipient} over {happening.topic} on {when}."


def _record(
    chance: random.Random, page_id: str, happening: Happening, row: tuple[int, int, int, str]
) -> Record:
    number, start, end, sentence = row
    kind, actor, recipient = happening.kind, COUNTRIES[happening.actor], COUNTRIES[happening.recipient]
    at = start + len(actor[1]) + 1
    speaker = COUNTRIES[chance.randrange(12)] if chance.random() < 0.4 else None
    return Record(
        id=digest("record", page_id, number),
        event_id=digest("event", page_id, number),
        page_id=page_id,
        sentence=sentence,
        start=start,
        end=end,
        trigger=kind[5].split()[0],
        trigger_start=at,
        trigger_end=at + len(kind[5].split()[0]),
        type=kind[0],
        mode=kind[1],
        contexts=("diplomatic",) if kind[4] == "verbal_coop" else ("military",),
        kind=kind[3],
        cameo=kind[2],
        quad=kind[4],
        goldstein=None,
        actors=(_party(actor, start),),
        recipients=(_party(recipient, start + sentence.index(recipient[1])),),
        factuality=happening.factuality,
        according_to=(f"Spokesperson of {speaker[1]}",) if speaker else (),
        sides=(speaker[0],) if speaker else (),
        when_first=happening.day,
        when_last=happening.day,
        when_text=happening.day.strftime("%-d %B %Y"),
        when_basis="synthetic",
        place=recipient[2],
        latitude=recipient[3],
        longitude=recipient[4],
        place_country=recipient[0],
        place_precision="settlement",
        place_basis="synthetic",
        confidence=0.5 + chance.random() / 2,
        basis="synthetic",
        sentence_number=number,
    )


def _party(country: tuple[str, str, str, float, float], start: int) -> RecordParty:
    return RecordParty(
        text=country[1], actor=country[1], country=country[0], sector="GOV", basis="synthetic", start=start
    )


def _mentions(records: tuple[Record, ...]) -> Iterator[tuple[object, ...]]:
    parties = [party for record in records for party in (*record.actors, *record.recipients)]
    for number, party in enumerate(parties):
        start = party.start or 0
        yield (
            *(
                number,
                start,
                start + len(party.actor),
                party.actor,
                "name",
                "LOC",
                number,
                "actor",
                party.actor,
            ),
            *(party.country, "GOV", None, "synthetic", "[]"),
        )


def _statements(records: tuple[Record, ...]) -> Iterator[tuple[object, ...]]:
    spoken = [record for record in records if record.according_to]
    for number, record in enumerate(spoken):
        yield (
            *(number, record.according_to[0], None, None, None, record.start, record.end, record.sentence),
            *("asserts", "indirect", record.according_to[0], record.sides[0], None, "synthetic"),
        )


def main() -> None:
    from demarche.store import connect

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("events", type=int, nargs="?", default=100_000)
    parser.add_argument("--no-gather", action="store_true")
    arguments = parser.parse_args()
    began = time.monotonic()
    with connect(str(arguments.store)) as store:
        summary = store.add_rows(synthetic_pages(arguments.events))
        print(f"{summary.records} records of {summary.pages} pages in {time.monotonic() - began:.1f} s")
        if not arguments.no_gather:
            print(store.gather(), f"{time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
