import sys
from datetime import date
from pathlib import Path

import pytest

from demarche.statements import find_positions
from demarche.tables import load_tables
from demarche.types import Attitude, Layers, Publication

sys.path.insert(0, str(Path(__file__).parent))

from parses import parsed

TABLES = load_tables()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia is not satisfied with the scenario.", ("Russia", Attitude.REGRETS, "the scenario")),
        (
            "Moscow hopes for the resumption of the talks.",
            ("Moscow", Attitude.HOPES, "the resumption of the talks"),
        ),
        ("The Kremlin condemned the attack.", ("The Kremlin", Attitude.OPPOSES, "the attack")),
        ("The plan was rejected by the opposition.", ("the opposition", Attitude.OPPOSES, "The plan")),
    ],
)
def test_attitude_has_a_holder_and_an_issue(text: str, expected: tuple[str, Attitude, str]) -> None:
    article, analysis = parsed(text)
    positions = find_positions(article, analysis, Layers(), tables=TABLES)

    assert [
        (item.source.of(text), item.attitude, item.issue.of(text)) for item in positions if item.source
    ] == [expected]


def test_position_carries_the_day_of_the_page() -> None:
    from dataclasses import replace

    article, analysis = parsed("The Kremlin condemned the attack.")
    dated = replace(article, published=Publication(earliest=date(2018, 3, 16), latest=date(2018, 3, 30)))
    position = find_positions(dated, analysis, Layers(), tables=TABLES)[0]

    assert (position.first, position.last) == (date(2018, 3, 16), date(2018, 3, 30))
