"""More actors from other people's lists: all of a file or nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from demarche.actors import resolve_phrase
from demarche.actors.imports import import_actors
from demarche.errors import InputError, TableError, UnknownFormatError
from demarche.tables import load_tables


def answer(**cells: str) -> str:
    """Return a SPARQL answer of one row."""
    binding = {key: {"type": "literal", "value": value} for key, value in cells.items()}
    return json.dumps({"head": {"vars": list(cells)}, "results": {"bindings": [binding]}})


WIKIDATA = answer(
    personLabel="Ada Testwell",
    positionLabel="Minister of Foreign Affairs",
    countryLabel="Norway",
    start="2030-01-02T00:00:00Z",
)
PHOENIX = "TEST_BRIGADES_\n+BRIGADES_OF_TEST_\n\t[PERREB 20200101-20211231] # a note\n"
COUNTRYINFO = (
    "<CountryCode>PER</CountryCode>\n<Leaders>\n<Presidents>\nADO_TESTERO_ [20300101 - 20310101]\n</Presidents>"
    "\n</Leaders>\n<Government>\nIDA_PROBA_ [PERGOV 20300201 - 20300301] # Minister of Defense\n</Government>\n"
)
CSV = "name,names,country,sectors,kind\nTest Front,Test Front|TFX,PER,REB,group\n"


@pytest.mark.parametrize(
    ("form", "text", "phrase", "on", "expected"),
    [
        ("wikidata", WIKIDATA, ("Ada", "Testwell"), date(2030, 5, 1), ("NOR", "GOV")),
        ("phoenix", PHOENIX, ("Brigades", "of", "Test"), date(2020, 5, 1), ("PER", "REB")),
        ("countryinfo", COUNTRYINFO, ("Ado", "Testero"), date(2030, 5, 1), ("PER", "GOV")),
        ("countryinfo", COUNTRYINFO, ("Ida", "Proba"), date(2030, 2, 5), ("PER", "GOV")),
        ("csv", CSV, ("Test", "Front"), date(2020, 5, 1), ("PER", "REB")),
    ],
)
def test_an_import_is_known_at_once(
    form: str, text: str, phrase: tuple[str, ...], on: date, expected: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "list").write_text(text, encoding="utf-8")

    done = import_actors(form, tmp_path / "list", tmp_path / "own", source=f"{form} 2026-11-24")
    actor = resolve_phrase(phrase, on=on, tables=load_tables(tmp_path / "own")).actors[0]

    assert (actor.country, actor.sectors[0]) == expected
    assert done[0].added >= 1
    assert f"{form} 2026-11-24" in done[0].path.read_text(encoding="utf-8")


def test_the_same_import_twice_replaces(tmp_path: Path) -> None:
    (tmp_path / "list").write_text(WIKIDATA, encoding="utf-8")

    import_actors("wikidata", tmp_path / "list", tmp_path / "own", source="first")
    (done,) = import_actors("wikidata", tmp_path / "list", tmp_path / "own", source="second")

    assert (done.added, done.replaced) == (0, 1)


@pytest.mark.parametrize(
    ("form", "text", "error", "message"),
    [
        ("wikidata", "no json", InputError, "expected a SPARQL answer"),
        ("wikidata", "{}", InputError, "results.bindings"),
        (
            "wikidata",
            answer(personLabel="A B", countryLabel="Atlantis"),
            TableError,
            "'Atlantis' is no state",
        ),
        ("phoenix", "nothing here", InputError, "expected a Phoenix actor file"),
        ("countryinfo", "nothing here", InputError, "expected CountryInfo.txt"),
        ("csv", "a,b\n1,2\n", InputError, "expected that of one table"),
        ("csv", CSV.replace("PER,REB", "XXX,REB"), TableError, "is not in states.csv"),
    ],
)
def test_a_file_of_another_form_changes_nothing(
    form: str, text: str, error: type[Exception], message: str, tmp_path: Path
) -> None:
    (tmp_path / "list").write_text(text, encoding="utf-8")

    with pytest.raises(error, match=message):
        import_actors(form, tmp_path / "list", tmp_path / "own", source="test")

    assert not list((tmp_path / "own").glob("*.csv")) if (tmp_path / "own").exists() else True


def test_an_unknown_form_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="countryinfo, csv, phoenix, wikidata"):
        import_actors("xml", tmp_path / "list", tmp_path, source="test")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        import_actors("csv", tmp_path / "absent.csv", tmp_path, source="test")
