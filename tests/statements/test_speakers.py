import sys
from pathlib import Path

import pytest

from demarche.statements import find_statements
from demarche.tables import load_tables
from demarche.types import Actor, Analysis, Layers, Mention, MentionKind, Resolution

sys.path.insert(0, str(Path(__file__).parent))

from parses import parsed

TABLES = load_tables()
REZA = Actor(name="Reza", country="IRN")
MINISTRY = Actor(name="Ministry of Defence", country="FRA")


def layers(analysis: Analysis, named: dict[str, tuple[Actor, ...]]) -> Layers:
    """One mention for each word that is named, resolved to the actors given."""
    heads = {word: analysis.form.index(word) for word in named}
    return Layers(
        mentions=tuple(
            Mention(span=analysis.span(head), head=head, kind=MentionKind.NAME) for head in heads.values()
        ),
        resolutions=tuple(Resolution(actors=actors) for actors in named.values()),
    )


def speakers(text: str, named: dict[str, tuple[Actor, ...]]) -> dict[str, tuple[Actor, ...]]:
    """Words for the speaker to the actors behind them."""
    article, analysis = parsed(text)
    found = find_statements(article, analysis, layers(analysis, named), tables=TABLES)
    return {item.source.of(text): item.speaker for item in found if item.source}


@pytest.mark.parametrize(
    ("text", "named", "words", "actors"),
    [
        ('"We know the report is false," Mr. Reza said.', {"Reza": (REZA,)}, "Mr. Reza", (REZA,)),
        ('"We know the report is false," Mr. Reza said.', {"Reza": (REZA,)}, "We", (REZA,)),
        (
            "The ministry issued a statement saying that the border was closed.",
            {"ministry": (MINISTRY,)},
            "The ministry",
            (MINISTRY,),
        ),
        ("Talks, he said, have failed.", {}, "he", ()),
    ],
)
def test_speaker_is_resolved_through_the_mentions(
    text: str, named: dict[str, tuple[Actor, ...]], words: str, actors: tuple[Actor, ...]
) -> None:
    assert speakers(text, named)[words] == actors


def test_pronoun_without_actors_follows_its_antecedent() -> None:
    text = "Talks, he said, have failed."
    article, analysis = parsed(text)
    he = analysis.form.index("he")
    before = Mention(span=analysis.span(0), head=0, kind=MentionKind.NAME)
    pronoun = Mention(span=analysis.span(he), head=he, kind=MentionKind.PRONOUN, antecedent=0)
    read = Layers(mentions=(before, pronoun), resolutions=(Resolution(actors=(REZA,)), Resolution()))

    assert find_statements(article, analysis, read, tables=TABLES)[0].speaker == (REZA,)
