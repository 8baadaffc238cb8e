"""Demands made by a modal: "Syria must disarm, the envoy said" is a REQUEST by the envoy to Syria."""

from dataclasses import dataclass

from demarche.events import grammar
from demarche.events.cast import Cast, voices
from demarche.types import Party

MODALS = frozenset({"must", "should", "ought"})
SEMI_MODALS = frozenset({"need", "have"})
MODES = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "CONSULT": "meet",
    "AGREE": "meet",
}
"""What is called for, by the type of the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A demand: the word that says what to do, who asks, who is asked."""

    token: int
    statement: int
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def call_at(token: int, cast: Cast) -> Call | None:
    """Return the demand that a verb under a modal makes, said by one party of another."""
    analysis = cast.analysis
    if not _obliges(token, cast):
        return None
    index = cast.innermost(analysis.span(token))
    if index is None:
        return None
    speakers = voices(cast.layers.statements[index])
    subject = grammar.surface_subject(analysis, token)
    asked = cast.parties(subject, places=True) if subject is not None else ()
    sides = {party.actor.country for party in speakers}
    if not speakers or not asked or any(party.actor.country in sides for party in asked):
        return None
    return Call(token=token, statement=index, actors=speakers, recipients=asked)


def _obliges(token: int, cast: Cast) -> bool:
    analysis = cast.analysis
    if analysis.upos[token] not in ("VERB", "ADJ", "NOUN"):
        return False
    if MODALS & set(grammar.auxiliaries(analysis, token)):
        return not any(grammar.is_negated(analysis, c) for c in grammar.children(analysis, token, "aux"))
    head = analysis.head[token]
    return (
        analysis.deprel[token] == "xcomp"
        and analysis.lemma[head].lower() in SEMI_MODALS
        and any(analysis.lemma[c].lower() == "to" for c in grammar.children(analysis, token, "mark"))
    )
