"""Put together what one sentence tells of one act: "rammed a truck into the gate, killing six" is one event."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.events.cast import distinct
from demarche.events.grammar import case_of
from demarche.types import Analysis, Event, Party

LINKS = frozenset(
    {"conj", "advcl", "xcomp", "ccomp", "parataxis", "obl", "nmod", "obj", "acl", "nsubj", "advcl:relcl"}
)
REACH = 6
TIME_WORDS = frozenset({"after", "before", "since", "during", "amid", "despite", "following", "follow"})
"""Prepositions that lead to another happening: "met, following a summit"."""


def merged(events: Sequence[Event], analysis: Analysis) -> list[Event]:
    """Return the events of a sentence, those of one type by the same actors that hang together made one."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: event.token):
        index = next((i for i, other in enumerate(kept) if _one_act(other, event, analysis)), None)
        if index is None:
            kept.append(event)
        else:
            kept[index] = _joined(kept[index], event, analysis)
    return kept


def _one_act(one: Event, other: Event, analysis: Analysis) -> bool:
    if one.type != other.type or one.factuality is not other.factuality or one.statement != other.statement:
        return False
    if one.type == "STATEMENT" or not _linked(one.token, other.token, analysis):
        return False
    mine, theirs = _names(one.actors), _names(other.actors)
    if mine and theirs and mine != theirs:
        return False
    if mine or theirs:
        return True
    return not one.recipients or not other.recipients or _names(one.recipients) == _names(other.recipients)


def _names(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.actor.country or party.actor.name for party in parties)


def _linked(one: int, other: int, analysis: Analysis) -> bool:
    """Return whether one word hangs on the other through the links of a single story."""
    return _climbs(other, one, analysis) or _climbs(one, other, analysis)


def _climbs(low: int, high: int, analysis: Analysis) -> bool:
    walker = low
    for _ in range(REACH):
        if walker == high:
            return True
        if analysis.head[walker] == walker or analysis.deprel[walker].split(":pass")[0] not in LINKS:
            return False
        if TIME_WORDS & set(case_of(analysis, walker)):
            return False
        walker = analysis.head[walker]
    return walker == high


def _joined(one: Event, other: Event, analysis: Analysis) -> Event:
    """Return the two as one, led by the word nearer the root."""
    leads = other if _climbs(one.token, other.token, analysis) else one
    follows = one if leads is other else other
    actors = leads.actors or follows.actors
    own = _identities(actors)
    recipients = [p for p in (*leads.recipients, *follows.recipients) if (p.actor.name, p.span) not in own]
    return replace(
        leads,
        actors=actors,
        recipients=distinct(recipients),
        mode=leads.mode or follows.mode,
        time=leads.time or follows.time,
        place=leads.place or follows.place,
    )


def _identities(parties: Sequence[Party]) -> frozenset[tuple[str, object]]:
    return frozenset((party.actor.name, party.span) for party in parties)
