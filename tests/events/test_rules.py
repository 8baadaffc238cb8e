"""Rule rows: order, expectations, faults named with row, column and choice (examples: test_rules_examples)."""

from pathlib import Path

import pytest

from demarche.errors import TableError
from demarche.events.check import expected
from demarche.events.rules import rule_book
from demarche.tables import load_tables


def test_special_rules_come_before_general_ones() -> None:
    rules = load_tables().derive(rule_book).of("withdraw", "verb")

    assert [rule.weight for rule in rules] == sorted((rule.weight for rule in rules), reverse=True)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "factuality"),
    [
        ("REJECT USA → RUS", "REJECT", {"USA"}, "happened"),
        ("AGREE USA,RUS → - (planned)", "AGREE", {"USA", "RUS"}, "planned"),
        ("ASSAULT - → SRB (ongoing)", "ASSAULT", set(), "ongoing"),
    ],
)
def test_an_expectation_is_read(text: str, kind: str, actors: set[str], factuality: str) -> None:
    found = expected(text)

    assert found is not None
    assert (found.type, set(found.actors), found.factuality) == (kind, actors, factuality)


@pytest.mark.parametrize("text", ["", "none at all", "REJECT USA RUS", "reject USA → RUS"])
def test_an_expectation_of_unknown_form_is_refused(text: str) -> None:
    assert expected(text) is None


HEADER = (
    "id,lemma,pos,particle,subject,object,preposition,preposition_object,complement,"
    "event_type,mode,actor,recipient,cameo,factuality,example,expect,source,retired\n"
)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (
            "x-1,snub,verb,,,,,,,REJCT,,subject,object,120,,Oslo snubbed Rome.,REJECT NOR → ITA,own,",
            "event_type",
        ),
        ("x-1,snub,adverb,,,,,,,REJECT,,subject,object,120,,Oslo snubbed Rome.,REJECT NOR → ITA,own,", "pos"),
        ("x-1,snub,verb,,,,,,,REJECT,,doer,object,120,,Oslo snubbed Rome.,REJECT NOR → ITA,own,", "actor"),
        ("x-1,snub,verb,,,,,,,REJECT,,subject,object,999,,Oslo snubbed Rome.,REJECT NOR → ITA,own,", "cameo"),
    ],
)
def test_a_faulty_row_stops_the_load_with_its_column(tmp_path: Path, row: str, column: str) -> None:
    (tmp_path / "event_rules.csv").write_text(HEADER + row + "\n", encoding="utf-8")

    with pytest.raises(TableError) as error:
        load_tables(tmp_path).rows("event_rules")

    assert [fault.column for fault in error.value.faults] == [column]


def test_an_overlay_row_adds_a_type_of_event_without_code(tmp_path: Path) -> None:
    said = "Oslo defrosted ties with Rome.,SUPPORT NOR → -"
    row = f"x-1,defrost,verb,,,@relations,,,,SUPPORT,,subject+with,none,050,,{said},own,"
    (tmp_path / "event_rules.csv").write_text(HEADER + row + "\n", encoding="utf-8")

    assert load_tables(tmp_path).derive(rule_book).of("defrost", "verb")[0].event_type == "SUPPORT"
