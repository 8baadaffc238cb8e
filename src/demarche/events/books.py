"""All that the tables say of events, indexed once."""

from dataclasses import dataclass

from demarche.events.carriers import LightVerbs, light_verbs
from demarche.events.contexts import ContextWords, cameo_contexts, context_words
from demarche.events.factuality import Cues, cue_book
from demarche.events.lemmas import Vocabulary, vocabulary
from demarche.events.rules import RuleBook, rule_book, word_sets
from demarche.events.turns import TypeFacts, type_facts
from demarche.events.vetoes import DomainWords, domain_words
from demarche.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """All that the tables say of events, indexed."""

    rules: RuleBook
    cues: Cues
    verbs: LightVerbs
    types: dict[str, TypeFacts]
    domains: DomainWords
    words: ContextWords
    codes: ContextWords
    vocabulary: Vocabulary
    courses: frozenset[str]
    """Nouns for the course of an event: start, resumption."""


def books(tables: Tables) -> Books:
    """Return the books of the tables; a module-level function, for ``tables.derive``."""
    return Books(
        rules=tables.derive(rule_book),
        cues=tables.derive(cue_book),
        verbs=tables.derive(light_verbs),
        types=tables.derive(type_facts),
        domains=tables.derive(domain_words),
        words=tables.derive(context_words),
        codes=tables.derive(cameo_contexts),
        vocabulary=tables.derive(vocabulary),
        courses=tables.derive(word_sets).get("course", frozenset()),
    )
