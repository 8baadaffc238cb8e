"""Who the mentions of a document are, with what the document told before."""

from datetime import date

import pytest

from demarche.actors import resolve_actors
from demarche.mentions import find_mentions
from demarche.tables import Tables, load_tables
from tests.actors.parsed import read

DAY = date(2018, 3, 16)

LAVROV = "Sergey|PROPN|3|nsubj|B-PER Lavrov|PROPN|1|flat|I-PER arrived|VERB|0|root .|PUNCT|3|punct"
TALKS = "Peru|PROPN|4|nsubj|B-LOC and|CCONJ|3|cc Chile|PROPN|1|conj|B-LOC talked|VERB|0|root .|PUNCT|4|punct"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def resolved(tables: Tables, *sentences: str) -> dict[str, str]:
    """Return each mention's words with role, country and sector of its first actor."""
    article, analysis = read(DAY, *sentences)
    mentions = find_mentions(article, analysis, tables=tables)
    found = {}
    for mention, resolution in zip(
        mentions, resolve_actors(article, analysis, mentions, tables=tables), strict=True
    ):
        codes = [" ".join((actor.country or "-", *actor.sectors[:1])) for actor in resolution.actors]
        found[mention.span.of(article.text)] = f"{resolution.role}: {', '.join(codes)}"
    return found


def test_a_surname_stands_for_the_full_name_before_it(tables: Tables) -> None:
    found = resolved(tables, LAVROV, "Lavrov|PROPN|2|nsubj|B-PER spoke|VERB|0|root .|PUNCT|2|punct")

    assert found["Lavrov"] == "actor: RUS GOV"


def test_a_pronoun_and_a_description_follow_the_chain(tables: Tables) -> None:
    found = resolved(
        tables,
        "Foreign|ADJ|2|amod Minister|PROPN|3|nmod:desc Sergey|PROPN|5|nsubj|B-PER Lavrov|PROPN|3|flat|I-PER "
        "arrived|VERB|0|root .|PUNCT|5|punct",
        "The|DET|2|det minister|NOUN|3|nsubj spoke|VERB|0|root .|PUNCT|3|punct",
        "He|PRON|2|nsubj left|VERB|0|root .|PUNCT|2|punct",
    )

    assert found["The minister"] == "actor: RUS GOV"
    assert found["He"] == "actor: RUS GOV"


def test_we_is_left_to_statements(tables: Tables) -> None:
    found = resolved(tables, LAVROV, "We|PRON|2|nsubj hope|VERB|0|root .|PUNCT|2|punct")

    assert found["We"] == "none: "


def test_a_capital_is_a_place_after_in_and_a_government_as_subject(tables: Tables) -> None:
    found = resolved(
        tables,
        "Oslo|PROPN|2|nsubj|B-LOC refused|VERB|0|root talks|NOUN|2|obj in|ADP|5|case Lima|PROPN|3|nmod|B-LOC "
        ".|PUNCT|2|punct",
    )

    assert found["Oslo"] == "actor: NOR GOV"
    assert found["Lima"] == "place: PER"


def test_both_sides_are_the_two_states_of_one_sentence(tables: Tables) -> None:
    found = resolved(tables, TALKS, "Both|DET|2|det sides|NOUN|3|nsubj agreed|VERB|0|root .|PUNCT|3|punct")

    assert found["Both sides"] == "actor: PER, CHL"


def test_its_troops_are_those_of_whom_its_stands_for(tables: Tables) -> None:
    found = resolved(
        tables,
        "Kenya|PROPN|2|nsubj|B-LOC sent|VERB|0|root its|PRON|4|nmod:poss troops|NOUN|2|obj .|PUNCT|2|punct",
    )

    assert found["its troops"] == "actor: KEN MIL"


def test_a_role_without_country_takes_that_of_its_sentence(tables: Tables) -> None:
    found = resolved(
        tables,
        "Police|NOUN|2|nsubj arrested|VERB|0|root protesters|NOUN|2|obj in|ADP|5|case Bolivia|PROPN|2|obl|B-LOC "
        ".|PUNCT|2|punct",
    )

    assert found["Police"] == "actor: BOL COP"
    assert found["protesters"] == "actor: BOL CVL"


def test_whom_a_state_urges_is_not_its_own(tables: Tables) -> None:
    found = resolved(
        tables,
        "Denmark|PROPN|2|nsubj|B-LOC urged|VERB|0|root the|DET|4|det rebels|NOUN|2|obj .|PUNCT|2|punct",
        TALKS,
    )

    assert found["the rebels"] == "actor: - REB"


def test_the_us_in_us_backed_is_nobody(tables: Tables) -> None:
    found = resolved(
        tables,
        "US|PROPN|3|compound|B-LOC -|PUNCT|3|punct backed|VERB|4|amod rebels|NOUN|5|nsubj fled|VERB|0|root "
        ".|PUNCT|5|punct",
    )

    assert found["US"] == "none: "


def test_diplomats_share_the_country_of_the_officials_before_them(tables: Tables) -> None:
    found = resolved(
        tables,
        "Iranian|ADJ|2|amod officials|NOUN|5|nsubj and|CCONJ|4|cc diplomats|NOUN|2|conj left|VERB|0|root "
        "Peru|PROPN|5|obj|B-LOC .|PUNCT|5|punct",
    )

    assert found["diplomats"] == "actor: IRN GOV"
