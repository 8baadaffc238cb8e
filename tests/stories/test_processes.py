"""Processes are found by name, and each sentence says how they stand."""

import re
from datetime import date

import pytest

from demarche.stories.processes import Dated, Marked, SentenceView, read_processes
from demarche.tables import Tables, load_tables

NAMES = ("Moscow", "Washington", "Pyongyang", "Russia", "China", "Paris", "The Taliban")


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def view(text: str) -> SentenceView:
    return SentenceView(
        text=text,
        parties=tuple(
            Marked(start=m.start(), end=m.end(), name=m[0]) for m in re.finditer("|".join(NAMES), text)
        ),
        times=tuple(
            Dated(start=m.start(), end=m.end(), text=m[0], first=date(int(m[0]), 1, 1), last=None)
            for m in re.finditer(r"\b(?:19|20)\d\d\b", text)
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The six-party talks were held in Beijing in 2003, but stopped in 2009.",
         [("six-party-talks", "held", "", "2003"), ("six-party-talks", "suspended", "", "2009")]),
        ("Pyongyang said that the six-party talks would not restart.",
         [("six-party-talks", "refused", "Pyongyang", "")]),
        ("Moscow hopes for the resumption of the six-party talks.",
         [("six-party-talks", "hoped", "Moscow", "")]),
        ("The inter-Korean summit will take place in April.", [("inter-korean-summit", "planned", "", "")]),
        ("Washington blocked a Security Council statement proposed by Russia and China.",
         [("document-un-security-council-statement-2018-03", "blocked", "Washington", ""),
          ("document-un-security-council-statement-2018-03", "proposed", "Russia; China", "")]),
        ("Washington withdrew from the INF Treaty in 2019.", [("inf-treaty", "ended", "Washington", "2019")]),
        ("The Vienna talks on the Iran nuclear deal resumed on Monday.",
         [("vienna-talks-iran", "running", "", "")]),
        ("The Taliban boycotted the intra-Afghan talks.",
         [("intra-afghan-talks", "refused", "The Taliban", "")]),
        ("The Franco-German talks may resume.", []),
        ("The U.S.-China trade talks broke down in 2019.",
         [("us-china-trade-talks", "suspended", "", "2019")]),
        ("Peru-Chile border talks were suspended.", [("named-chl-per-border-talks", "suspended", "", "")]),
        ("The minister said in a statement that the Security Council would meet.", []),
        ("He talks to Paris every day.", []),
        ("Nothing of the kind was said.", []),
    ],
)  # fmt: skip
def test_a_sentence_says_how_a_process_stands(
    tables: Tables, text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    _, found = read_processes(view(text), around=frozenset(), document="2018-03", tables=tables)

    assert [
        (one.process.process, one.status, one.holder, one.time.text if one.time else "") for one in found
    ] == expected


@pytest.mark.parametrize(
    ("text", "process"),
    [
        ("The China-US trade talks went on.", "us-china-trade-talks"),
        ("Talks between them; the Kazakh-Uzbek water talks; nothing else.", "named-kaz-uzb-water-talks"),
        ("He praised the Chile-Peru treaty.", "named-chl-per-treaty"),
        ("He praised the Peru-Chile treaty.", "named-chl-per-treaty"),
        ("The JCPOA is in danger.", "jcpoa"),
        ("The jcpoa is in danger.", None),
    ],
)
def test_a_process_has_one_id_whatever_its_name(tables: Tables, text: str, process: str | None) -> None:
    names, _ = read_processes(view(text), around=frozenset(), document="2018-03", tables=tables)

    assert [name.process for name in names] == ([process] if process else [])


@pytest.mark.parametrize(("around", "process"), [({"UKR", "DEU"}, "annapolis"), (set(), "annapolis")])
def test_known_name_stays_known(tables: Tables, around: set[str], process: str) -> None:
    names, _ = read_processes(
        view("The Annapolis Conference failed."), around=frozenset(around), document="", tables=tables
    )

    assert [name.process for name in names] == [f"{process}-conference"]


def test_there_are_150_known_processes_and_more(tables: Tables) -> None:
    assert len(tables.rows("processes")) >= 150
    assert all(row["name"] and row["source"] for row in tables.rows("processes"))


def test_every_cue_gives_its_status_on_its_own_example(tables: Tables) -> None:
    for row in tables.rows("process_cues"):
        _, found = read_processes(view(row["example"]), around=frozenset(), document="2018", tables=tables)
        expected = "running" if row["status"] == "resumed" else row["status"]

        assert expected in {one.status for one in found}, row["id"]
