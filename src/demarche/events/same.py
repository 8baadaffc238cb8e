"""Give the tellings of one event on a page the same id."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.types import Analysis, Event, Factuality, Party

MEETINGS = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types in which all sides act together: who takes part counts, not who stands on which side."""
FAMILIES = {"AGREE": "MEET", "CONSULT": "MEET", "AID": "AID", "COOPERATE": "AID"}
"""Types that one happening may take: a planned meeting and the meeting."""
DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT", "AID"})
"""Acts that two parties can do to each other many times on one page: more must agree."""
REAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING, Factuality.ENDED, Factuality.DENIED})
OPEN = frozenset({Factuality.HOPED, Factuality.HYPOTHETICAL, Factuality.PROPOSED, Factuality.PLANNED})
ORGANS = frozenset({"GOV", "LEG", "JUD", "COP", "PTY", "OPP"})
CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB"})
POINTING = frozenset({"the", "this", "that", "it", "these", "those"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """An event with the words that tell it apart."""

    event: Event
    lemma: str
    words: frozenset[str]
    """Lemmas of the clause, its trigger and parties' names left out."""
    actors: frozenset[str]
    recipients: frozenset[str]
    heads: frozenset[str]
    """Words that name the recipients."""
    points_back: bool
    """Whether the trigger is "the attack", "the meeting": something told already."""


def with_ids(events: Sequence[Event], analysis: Analysis, *, page_id: str) -> tuple[Event, ...]:
    """Return the events with ids made from content; those that tell the same happening share one."""
    tellings = [_telling(event, analysis) for event in events]
    groups: list[list[int]] = []
    for index, telling in enumerate(tellings):
        fitting = [group for group in groups if _belongs(telling, [tellings[other] for other in group])]
        if fitting:
            fitting[-1].append(index)
        else:
            groups.append([index])
    ids: dict[int, str] = {}
    for group in groups:
        ids.update(dict.fromkeys(group, _identity(events[group[0]], page_id)))
    return tuple(replace(event, event_id=ids[index]) for index, event in enumerate(events))


def _identity(event: Event, page_id: str) -> str:
    parts = [page_id, event.type, *sorted(_sides(event.actors)), *sorted(_sides(event.recipients))]
    parts.append(f"{event.trigger.start}")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def _telling(event: Event, analysis: Analysis) -> _Telling:
    told = event.trigger
    spans = [party.span for party in (*event.actors, *event.recipients) if party.span is not None]
    words = frozenset(
        analysis.lemma[token].lower()
        for token in _clause(analysis, event.token)
        if analysis.upos[token] in CONTENT
        and token != event.token
        and not any(span.start <= analysis.start[token] < span.end for span in spans)
    )
    heads = frozenset(
        analysis.lemma[token].lower()
        for token in range(analysis.sentences[event.sentence].first, analysis.sentences[event.sentence].last)
        if analysis.upos[token] in ("NOUN", "PROPN")
        and any(
            party.span is not None and party.span.start <= analysis.start[token] < party.span.end
            for party in event.recipients
        )
    )
    return _Telling(
        event=event,
        lemma=analysis.lemma[event.token].lower(),
        words=words,
        actors=_sides(event.actors),
        recipients=_sides(_named(event.recipients)),
        heads=heads,
        points_back=analysis.upos[event.token] == "NOUN"
        and any(
            analysis.form[child].lower() in POINTING and analysis.start[child] < told.end
            for child in analysis.children[event.token]
        ),
    )


def _clause(analysis: Analysis, token: int) -> list[int]:
    """Return the words under the trigger, other finite clauses left out."""
    found, waiting = [], [token]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting += [
            child
            for child in analysis.children[at]
            if analysis.deprel[child].partition(":")[0]
            not in ("conj", "parataxis", "ccomp", "advcl", "acl", "punct")
        ]
    return found


def _belongs(telling: _Telling, group: Sequence[_Telling]) -> bool:
    """Return whether a telling is of a group: like one of its members, unlike none."""
    return all(_may_be(telling, other) for other in group) and any(_is(telling, other) for other in group)


def _may_be(one: _Telling, other: _Telling) -> bool:
    """Return whether nothing speaks against two tellings being of one happening."""
    first, second = one.event, other.event
    if _family(first) != _family(second) or first.sentence == second.sentence:
        return False
    if not _times_agree(first, second) or not _reality_agrees(first, second):
        return False
    if first.type in MEETINGS or second.type in MEETINGS:
        alike = first.type == second.type or one.lemma == other.lemma or bool(one.words & other.words)
        return alike and _mostly(one.actors | one.recipients, other.actors | other.recipients)
    if _roles_clash(first.actors, second.actors):
        return False
    if not _agree(one.actors, other.actors) or not _agree(one.recipients, other.recipients):
        return False
    return not (
        one.heads and other.heads and first.type in DEEDS and _at_home(one) and not one.heads & other.heads
    )


def _is(one: _Telling, other: _Telling) -> bool:
    """Return whether enough speaks for two tellings being of one happening."""
    needed = 3 if one.event.type in DEEDS and (_at_home(one) or _at_home(other)) else 2
    nobody = not (one.actors | one.recipients) and not (other.actors | other.recipients)
    if nobody:
        return one.lemma == other.lemma and one.event.factuality == other.event.factuality
    points = 0
    if not (one.actors & other.actors) and not (one.points_back or other.points_back):
        return False
    points += bool(one.actors & other.actors)
    points += bool(one.recipients & other.recipients) and not (_at_home(one) and not one.heads & other.heads)
    points += one.lemma == other.lemma
    points += len(one.words & other.words) >= 2
    points += _same_days(one.event, other.event)
    points += one.points_back or other.points_back
    return points >= needed


def _at_home(telling: _Telling) -> bool:
    """Return whether both sides are of one country, so that the country tells nothing."""
    return telling.actors == telling.recipients


def _agree(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether one side names what the other names, or most of it."""
    if not mine or not theirs:
        return True
    fewer, more = sorted((mine, theirs), key=len)
    return fewer <= more and 2 * len(fewer) >= len(more)


def _mostly(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return not mine or not theirs or 2 * len(mine & theirs) > len(mine | theirs)


def _roles_clash(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Return whether the actors are different organs of a state: parliament and army, police and court."""
    one, other = ({_organ(party) for party in side} for side in (mine, theirs))
    return bool(one and other) and not one & other and (one | other) <= ORGANS


def _organ(party: Party) -> str:
    """Return the sector of a party; a state by itself acts through its government, an army with it."""
    sector = party.actor.sectors[0] if party.actor.sectors else "GOV"
    return "GOV" if sector == "MIL" else sector


def _family(event: Event) -> str:
    return FAMILIES.get(event.type, event.type)


def _times_agree(one: Event, other: Event) -> bool:
    if one.time is None or other.time is None or one.time.first is None or other.time.first is None:
        return True
    return one.time.first <= (other.time.last or other.time.first) and other.time.first <= (
        one.time.last or one.time.first
    )


def _same_days(one: Event, other: Event) -> bool:
    known = one.time is not None and other.time is not None and one.time.first is not None
    return known and _times_agree(one, other)


def _reality_agrees(one: Event, other: Event) -> bool:
    """Return whether two tellings can be of one thing: a hope is not the deed, a denial is of the claim."""
    if one.type == other.type:
        return (one.factuality in REAL) == (other.factuality in REAL) or Factuality.DENIED in (
            one.factuality,
            other.factuality,
        )
    return not (one.factuality in REAL and other.factuality in REAL) and Factuality.HOPED not in (
        one.factuality,
        other.factuality,
    )


def _named(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Return the parties that the sentence names: an implied one is a guess and does not speak against."""
    return tuple(party for party in parties if not party.implied)


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.actor.country or party.actor.name for party in parties)
