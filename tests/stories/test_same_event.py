"""Tellings of one event are told from tellings of others: by type, parties, time, place and wording."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.stories.disagreements import counts
from demarche.stories.same_event import Sign, counter_claim, kilometres, match, sign_of, states_of
from demarche.stories.summary import independent_sources, summarize
from demarche.tables import Tables, load_tables
from demarche.types import PageFacts, Record, RecordParty
from tests.exports.tellings import PAGE, RECORD, RUSSIA, USA

DAY = date(2018, 3, 15)
OTHER_PAGE = replace(PAGE, id="ffffffffffffffff", outlet="Other News")


def telling(page: PageFacts = PAGE, **changes: object) -> tuple[Record, PageFacts]:
    return replace(RECORD, page_id=page.id, **changes), page  # type: ignore[arg-type]


def sign(page: PageFacts = PAGE, **changes: object) -> Sign:
    return sign_of(*telling(page, **changes))


def other(**changes: object) -> Sign:
    return sign(OTHER_PAGE, event_id="other", **changes)


def test_two_pages_that_agree_tell_one_event_and_the_reason_says_why() -> None:
    found = match(sign(), other())

    assert found is not None
    assert found.reason == "both REJECT, USA → RUS, 2018-03-15, at New York, 100% of the words"


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "ACCUSE"},
        {"actors": (RUSSIA,), "recipients": (USA,)},
        {"when_first": date(2018, 3, 18), "when_last": date(2018, 3, 18)},
        {"factuality": "planned"},
        {"place": "Geneva", "latitude": 46.2, "longitude": 6.15},
        {"actors": (), "recipients": ()},
        {"actors": (RUSSIA,), "recipients": ()},
    ],
)
def test_what_differs_is_another_event(changes: dict[str, object]) -> None:
    assert match(sign(), other(**changes)) is None


def test_two_records_of_one_sentence_are_two_events() -> None:
    assert match(sign(), sign(event_id="second")) is None


def test_a_denial_is_a_telling_of_the_event_when_it_is_a_deed() -> None:
    assert match(sign(type="ASSAULT"), other(type="ASSAULT", factuality="denied")) is not None
    assert match(sign(type="ACCUSE"), other(type="ACCUSE", factuality="denied")) is None


def test_sides_that_blame_each_other_make_claim_and_counter_claim() -> None:
    one = sign(type="ASSAULT", sides=("RUS",))
    swapped = other(type="ASSAULT", actors=(RUSSIA,), recipients=(USA,), sides=("USA",))

    found = counter_claim(one, swapped)
    assert found is not None
    assert found.reason == "USA according to RUS; RUS according to USA"
    assert match(one, swapped) is None
    assert counter_claim(one, replace(swapped, sides=frozenset({"RUS"}))) is None
    assert counter_claim(one, replace(swapped, sides=frozenset())) is None


@pytest.mark.parametrize(
    ("tellings", "sources"),
    [
        ([telling(sides=())], 1),
        ([telling(sides=()), telling(OTHER_PAGE, sides=())], 2),
        ([telling(sides=()), telling(replace(OTHER_PAGE, copy_of=PAGE.id), sides=())], 1),
        ([telling(sides=("RUS",)), telling(OTHER_PAGE, sides=("RUS",))], 1),
        ([telling(sides=("RUS",)), telling(OTHER_PAGE, sides=("USA",))], 2),
        ([telling(sides=("RUS", "CHN")), telling(OTHER_PAGE, sides=("CHN",))], 1),
        ([telling(sides=("RUS",)), telling(sides=())], 1),
        ([telling(sides=("RUS",)), telling(OTHER_PAGE, sides=("USA",), factuality="denied")], 1),
        ([telling(replace(PAGE, agency="X"), sides=()), telling(replace(OTHER_PAGE, agency="X"), sides=())], 1),
    ],
    ids=["one", "two voices", "a copy", "one side", "two sides", "the origin counts", "quoted and own", "a denial",
         "one agency"],
)  # fmt: skip
def test_independent_sources_are_counted(tellings: list[tuple[Record, PageFacts]], sources: int) -> None:
    assert independent_sources(tellings) == sources


def test_the_summary_is_of_what_took_place_and_holds_all_parties() -> None:
    hoped = telling(OTHER_PAGE, factuality="hoped", actors=(USA, RUSSIA), when_first=None, when_last=None)
    summary = summarize([hoped, telling()])

    assert (summary.factuality, summary.day, summary.day_basis, summary.pages) == ("happened", DAY, "told", 2)
    assert [party.actor for party in summary.actors] == ["United States", "Russia"]
    assert summary.best.page_id == PAGE.id


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"factuality": "denied", "according_to": ("Ann",)}, "denied by Ann"),
        ({"sentence": "It killed 15 people."}, "12 against 15 people"),
        ({"when_first": date(2018, 4, 1), "when_last": date(2018, 4, 1)}, "2018-03-15 against 2018-04-01"),
        ({"sentence": "It killed 12 people on 3 March."}, None),
    ],
)
def test_tellings_that_disagree_are_shown(changes: dict[str, object], reason: str | None) -> None:
    summary = summarize([telling(sentence="It killed 12 people."), telling(OTHER_PAGE, **changes)])

    assert [found.reason for found in summary.disagreements] == ([reason] if reason else [])
    assert summary.standing == ("contradicted" if reason else "single")


def test_years_and_days_of_the_month_are_no_counts() -> None:
    assert counts("In 2018 people saw 1,200 troops on 3 March and 12 were killed.") == {
        "troops": 1200,
        "killed": 12,
    }


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_distance_is_the_same_both_ways_and_fits_on_the_globe(a: float, b: float, c: float, d: float) -> None:
    there, back = kilometres((a, b), (c, d)), kilometres((c, d), (a, b))

    assert there == pytest.approx(back)
    assert 0 <= there <= 20_016


@given(
    st.sampled_from(["happened", "denied", "planned"]), st.booleans(), st.sampled_from(["ASSAULT", "CONSULT"])
)
def test_whether_two_events_are_one_does_not_depend_on_the_order(
    factuality: str, swap: bool, type_: str
) -> None:
    one = sign(type=type_)
    sides = {"actors": (RUSSIA,), "recipients": (USA,)} if swap else {}
    two = other(type=type_, factuality=factuality, **sides)

    assert (match(one, two) is None) == (match(two, one) is None)


@pytest.mark.gold
def test_gold_records_are_joined_as_the_gold_joins_them(gold: Path) -> None:
    """Pairs of all gold records, within and across pages: F1 ≥ 0.70, no claim joined to a counter-claim."""
    signs, events = _gold_signs(gold / "records", load_tables())
    right = predicted = wanted = 0
    for one, two in combinations(signs, 2):
        same, joined = events[one.id] == events[two.id], match(one, two) is not None
        right, predicted, wanted = right + (same and joined), predicted + joined, wanted + same
        assert not (joined and counter_claim(one, two))

    assert 2 * right / (predicted + wanted) >= 0.70


def _gold_signs(folder: Path, tables: Tables) -> tuple[list[Sign], dict[str, str]]:
    signs: list[Sign] = []
    events: dict[str, str] = {}
    for path in sorted([folder / "seed.json", *(folder / "dev").glob("[0-9]*.json")]):
        page = json.loads(path.read_text(encoding="utf-8"))
        facts = PageFacts(id=path.stem, name=path.stem, published=_day(page["published"]["value"]))
        states = tables.derive(states_of)
        signs.extend(sign_of(record, facts, states=states) for record in _gold_records(page, path.stem))
        events.update({f"{path.stem}:{r['id']}": f"{path.stem}:{r['event_id']}" for r in page["records"]})
    for shared in json.loads((folder / "dev" / "cross_page.json").read_text(encoding="utf-8")):
        (page, event), *others = shared["members"]
        same = {f"{name}:{other}" for name, other in others}
        events = {key: f"{page}:{event}" if value in same else value for key, value in events.items()}
    return signs, events


def _gold_records(page: dict[str, object], name: str) -> Iterator[Record]:
    for row in page["records"]:  # type: ignore[attr-defined]
        yield replace(
            RECORD,
            id=row["id"],
            event_id=f"{name}:{row['id']}",
            page_id=name,
            sentence=row["sentence"],
            start=abs(hash(row["sentence"])),
            type=row["plover"],
            mode=None,
            factuality=row["factuality"],
            actors=_gold_parties(row["source"]),
            recipients=_gold_parties(row["target"]),
            sides=tuple(row["attributed_to"]),
            when_first=_day(row["when"]["start"]),
            when_last=_day(row["when"]["end"]),
            place=row["where"],
            latitude=None,
            longitude=None,
        )


def _gold_parties(rows: list[dict[str, str | None]]) -> tuple[RecordParty, ...]:
    return tuple(
        RecordParty(text=row["text"], actor=row["actor"] or "", country=row["country"], sector=row["sector"])
        for row in rows
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def test_one_voice_that_goes_into_detail_does_not_disagree_with_itself() -> None:
    summary = summarize(
        [telling(sentence="It fired 36 shells."), telling(id="2", sentence="Then 15 shells fell.")]
    )

    assert summary.disagreements == ()
