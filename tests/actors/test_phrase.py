"""Who a phrase names on a day."""

from datetime import date
from pathlib import Path

import pytest

from demarche.actors import PhraseContext, resolve_phrase
from demarche.actors.words import split_phrase
from demarche.errors import TableError
from demarche.tables import Tables, load_tables
from demarche.tables.schema import load_schema

DAY = date(2018, 3, 16)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def codes(text: str, tables: Tables, *, on: date = DAY, context: PhraseContext | None = None) -> list[str]:
    """Return what a phrase resolves to, as ``COUNTRY SECTOR SECTOR``."""
    found = resolve_phrase(split_phrase(text), on=on, tables=tables, context=context or PhraseContext())
    return [" ".join((actor.country or "-", *actor.sectors)) for actor in found.actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia", ["RUS"]),
        ("the Russian Federation", ["RUS"]),
        ("People's Republic of China", ["CHN"]),
        ("Republic of China", ["TWN"]),
        ("the Norwegian foreign minister", ["NOR GOV"]),
        ("Portugal's Defence Ministry", ["PRT GOV MIL"]),
        ("spokesman of the Danish Mission to the United Nations", ["DNK GOV"]),
        ("the ambassador of Chile to France", ["CHL GOV"]),
        ("Polish police", ["POL COP"]),
        ("Peruvian soldiers", ["PER MIL"]),
        ("protesters in Belgrade", ["SRB CVL OPP"]),
        ("refugees from Eritrea", ["ERI REF"]),
        ("a former Italian prime minister", ["ITA ELI"]),
        ("ethnic Serbs in Croatia", ["HRV CVL"]),
    ],
)
def test_country_comes_from_names_and_sector_from_the_head_word(
    text: str, expected: list[str], tables: Tables
) -> None:
    assert codes(text, tables) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Swedish and Finnish envoys", ["SWE GOV", "FIN GOV"]),
        ("the leaders of Ghana, Togo and Benin", ["GHA GOV", "TGO GOV", "BEN GOV"]),
        ("the two Koreas", ["PRK", "KOR"]),
    ],
)
def test_joined_actors_are_all_named(text: str, expected: list[str], tables: Tables) -> None:
    assert codes(text, tables) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-backed forces in Syria", ["SYR MIL"]),
        ("anti-Russian protesters", ["- CVL OPP"]),
        ("Iran-backed Houthi fighters", ["YEM REB"]),
        ("a Geneva-based aid group", ["CHE NGO"]),
    ],
)
def test_who_backs_or_opposes_is_not_who_acts(text: str, expected: list[str], tables: Tables) -> None:
    assert codes(text, tables) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Rex Tillerson", date(2016, 6, 1), ["USA BUS"]),
        ("Rex Tillerson", date(2017, 6, 1), ["USA GOV"]),
        ("Rex Tillerson", date(2019, 6, 1), ["USA ELI"]),
        ("Taliban", date(2010, 1, 1), ["AFG REB"]),
        ("Taliban", date(2023, 1, 1), ["AFG GOV"]),
        ("Kofi Annan", date(2000, 1, 1), ["UNO GOV"]),
        ("Sergei Lavrov", DAY, ["RUS GOV"]),
        ("Serguey Lavrov", DAY, ["RUS GOV"]),
    ],
)
def test_the_office_is_that_of_the_day(text: str, on: date, expected: list[str], tables: Tables) -> None:
    assert codes(text, tables, on=on) == expected


@pytest.mark.parametrize("text", ["Marcus Oldfield", "a demand", "kittens", "Lavrovsky", "influenza", ""])
def test_nobody_known_is_nobody_and_says_why(text: str, tables: Tables) -> None:
    found = resolve_phrase(split_phrase(text), on=DAY, tables=tables)

    assert found.actors == ()
    assert found.role == "none"


def test_a_surname_needs_a_licence(tables: Tables) -> None:
    alone = resolve_phrase(("Smith",), on=DAY, tables=tables)

    assert alone.actors == ()
    assert "surname alone" in alone.refused[0].reason


def test_a_surname_with_country_and_role_is_licensed(tables: Tables) -> None:
    assert codes("Finnish President Niinisto", tables) == ["FIN GOV"]


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("the kingdom's foreign minister", PhraseContext(states=("JOR",)), ["JOR GOV"]),
        ("the North", PhraseContext(states=("PRK", "USA")), ["PRK"]),
        ("the North", PhraseContext(states=("ITA",)), []),
        ("Peoples Democratic Party", PhraseContext(states=("NGA",)), ["NGA PTY"]),
    ],
)
def test_descriptions_point_to_what_the_document_named(
    text: str, context: PhraseContext, expected: list[str], tables: Tables
) -> None:
    assert codes(text, tables, context=context) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("the 29-member alliance", date(2019, 4, 4), ["IGO"]),
        ("the 15-member council", DAY, ["UNO GOV"]),
        ("the 27-nation bloc", date(2021, 3, 22), ["EUR"]),
        ("the oil cartel", DAY, ["IGO BUS"]),
    ],
)
def test_a_number_of_members_tells_the_body(text: str, on: date, expected: list[str], tables: Tables) -> None:
    assert codes(text, tables, on=on) == expected


@pytest.mark.parametrize(("role", "expected"), [("actor", ["TUR GOV"]), ("place", ["TUR"])])
def test_a_capital_that_acts_is_the_government(role: str, expected: list[str], tables: Tables) -> None:
    assert codes("Ankara", tables, context=PhraseContext(role=role)) == expected


@pytest.mark.parametrize(("role", "expected"), [("actor", ["EUR GOV"]), ("place", ["BEL"])])
def test_brussels_that_acts_is_the_union(role: str, expected: list[str], tables: Tables) -> None:
    assert codes("Brussels", tables, context=PhraseContext(role=role)) == expected


@pytest.mark.parametrize(
    ("on", "basis", "office"),
    [
        (date(2018, 3, 1), "full-name:office_holders", "Secretary of State"),
        (date(2018, 3, 16), "full-name:leaving:office_holders", "Secretary of State"),
        (date(2018, 4, 10), "full-name:former", None),
    ],
)
def test_an_announced_end_shows_in_the_basis(
    on: date, basis: str, office: str | None, tables: Tables
) -> None:
    (actor,) = resolve_phrase(("Rex", "Tillerson"), on=on, tables=tables).actors

    assert actor.basis.startswith(basis)
    assert actor.office == office


def test_a_term_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    columns = load_schema("office_holders").columns
    cells = {
        "id": "mine",
        "person": "Ada Testwell",
        "country": "NOR",
        "office": "minister",
        "first": "2020-01-01",
        "last": "2019-01-01",
        "source": "mine",
    }
    text = ",".join(columns) + "\n" + ",".join(cells.get(column, "") for column in columns) + "\n"
    (tmp_path / "office_holders.csv").write_text(text, encoding="utf-8")

    with pytest.raises(TableError, match="'2019-01-01' is before 2020-01-01"):
        resolve_phrase(("Ada", "Testwell"), on=DAY, tables=load_tables(tmp_path))
