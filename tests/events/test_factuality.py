"""What the words around an event make of it."""

import pytest

from demarche.events.degrees import degrees
from demarche.events.factuality import cue_book, judge
from demarche.tables import load_tables
from tests.events import samples
from tests.events.parsed import parse

TABLES = load_tables()
HOPES = """
Oslo Oslo PROPN 2 nsubj
hopes hope VERB 0 root VBZ
to to PART 4 mark
visit visit VERB 2 xcomp VB
Rome Rome PROPN 4 obj
"""
MAY = """
Oslo Oslo PROPN 3 nsubj
may may AUX 3 aux MD
attack attack VERB 0 root VB
Rome Rome PROPN 3 obj
"""
IF = """
Oslo Oslo PROPN 2 nsubj
waits wait VERB 0 root VBZ
if if SCONJ 5 mark
Rome Rome PROPN 5 nsubj
attacks attack VERB 2 advcl VBZ
"""
SCENARIO = """
a a DET 2 det
scenario scenario NOUN 0 root
in in ADP 4 case
which which PRON 6 obl
war war NOUN 6 nsubj
begins begin VERB 2 acl:relcl VBZ
"""


@pytest.mark.parametrize(
    ("sentence", "word", "factuality"),
    [
        (samples.BLOCKED, "blocked", "happened"),
        (HOPES, "visit", "hoped"),
        (MAY, "attack", "hypothetical"),
        (IF, "attacks", "hypothetical"),
        (SCENARIO, "begins", "hypothetical"),
        (samples.WILL_MEET, "visit", "planned"),
        (samples.DENIED, "attacked", "denied"),
        (samples.DID_NOT, "attack", "denied"),
        (samples.CONTROL_SUBJECT, "meet", "refused"),
        (samples.CONTROL_OBJECT, "disarm", "proposed"),
    ],
)
def test_words_around_an_event_decide(sentence: str, word: str, factuality: str) -> None:
    analysis = parse(sentence)
    judged = judge(analysis.form.index(word), analysis=analysis, cues=TABLES.derive(cue_book))

    assert str(judged.factuality) == factuality


def test_degrees_run_from_surely_not_to_surely() -> None:
    analysis = parse(samples.DID_NOT, samples.BLOCKED, MAY)
    tokens = (analysis.form.index("attack"), analysis.form.index("blocked"), len(analysis.form) - 2)
    denied, happened, possible = degrees(analysis, tokens, tables=TABLES)

    assert -3 <= denied < possible < happened <= 3
