"""Give the tellings of one event on a page the same id."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from demarche.types import Event, Factuality, Party

FAMILIES = {"AGREE": "MEET", "CONSULT": "MEET", "AID": "AID", "COOPERATE": "AID"}
"""Types that one happening may take: a planned meeting and the meeting."""


def with_ids(events: Sequence[Event], *, page_id: str) -> tuple[Event, ...]:
    """Return the events with ids made from content; those that tell the same happening share one."""
    leaders: list[list[int]] = []
    for index, event in enumerate(events):
        group = next((g for g in leaders if any(same(event, events[other]) for other in g)), None)
        if group is None:
            leaders.append([index])
        else:
            group.append(index)
    ids: dict[int, str] = {}
    for group in leaders:
        name = _identity(events[group[0]], page_id)
        ids.update(dict.fromkeys(group, name))
    return tuple(replace(event, event_id=ids[index]) for index, event in enumerate(events))


def _identity(event: Event, page_id: str) -> str:
    parts = [page_id, event.type, *sorted(_sides(event.actors)), *sorted(_sides(event.recipients))]
    parts.append(f"{event.trigger.start}")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def same(one: Event, other: Event) -> bool:
    """Return whether two events of a page are tellings of one happening."""
    if _family(one) != _family(other) or one.sentence == other.sentence:
        return False
    if not _times_agree(one, other) or not _modes_agree(one, other):
        return False
    if one.type in ("CONSULT", "AGREE", "COOPERATE") and one.type == other.type:
        mine, theirs = _everyone(one), _everyone(other)
        return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    return (
        _compatible(one.actors, other.actors)
        and _compatible(one.recipients, other.recipients)
        and (
            bool(_sides(one.actors) & _sides(other.actors))
            or bool(_sides(one.recipients) & _sides(other.recipients))
        )
    )


def _family(event: Event) -> str:
    return FAMILIES.get(event.type, event.type)


def _times_agree(one: Event, other: Event) -> bool:
    if one.time is None or other.time is None:
        return True
    if one.time.first is None or other.time.first is None:
        return True
    return one.time.first <= (other.time.last or other.time.first) and other.time.first <= (
        one.time.last or one.time.first
    )


def _modes_agree(one: Event, other: Event) -> bool:
    if one.mode and other.mode and one.mode != other.mode:
        return False
    done = {Factuality.HAPPENED, Factuality.ONGOING, Factuality.ENDED, Factuality.DENIED}
    if one.type == other.type:
        return True
    return not (one.factuality in done and other.factuality in done)


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.actor.country or party.actor.name for party in parties)


def _everyone(event: Event) -> frozenset[str]:
    return _sides(event.actors) | _sides(event.recipients)


def _compatible(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Return whether two sides may be the same: one of them not told, or sharing an actor."""
    one, other = _sides(mine), _sides(theirs)
    return not one or not other or bool(one & other)
