"""Which statement reports which: a cue that stands in another statement's content is told by it."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.statements.drafts import Draft


def untangle(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts without inserted clauses in what others say.

    "The general denied shelling the convoy, according to a spokesman": the spokesman tells of the denial,
    so "according to" is no part of what is denied. Of two insertions the clause is the outer one.
    """
    inserted = [item for item in drafts if item.branch and item.content]
    return tuple(_freed(item, inserted) for item in drafts)


def _freed(item: Draft, inserted: Sequence[Draft]) -> Draft:
    content = frozenset(item.content)
    for other in inserted:
        if other.leaves == item.core:
            content -= frozenset(other.branch)
        if other is item or item.core not in other.content or item.core in other.branch:
            continue
        if item.branch and other.core in content and not _outranks(other, item):
            continue
        content -= frozenset(other.branch)
    if len(content) == len(item.content) or not content:
        return item
    return replace(item, content=tuple(sorted(content)))


def _outranks(other: Draft, item: Draft) -> bool:
    """Return whether the other of two inserted links is the outer one: ", he said" before "according to"."""
    if (len(other.cue) > 1) != (len(item.cue) > 1):
        return len(item.cue) > 1
    return other.core > item.core


def nest(drafts: Sequence[Draft]) -> tuple[int | None, ...]:
    """Return for each draft the index of the innermost one whose content holds its cue.

    The outer statement always has the longer content, so no chain can run in a circle.
    """
    contents = [frozenset(item.content) for item in drafts]
    return tuple(_holder(drafts, contents, index) for index in range(len(drafts)))


def _holder(drafts: Sequence[Draft], contents: Sequence[frozenset[int]], index: int) -> int | None:
    core, size = drafts[index].core, len(contents[index])
    holders = [
        other
        for other, content in enumerate(contents)
        if other != index and core in content and (len(content), -other) > (size, -index)
    ]
    return min(holders, key=lambda other: (len(contents[other]), other), default=None)
