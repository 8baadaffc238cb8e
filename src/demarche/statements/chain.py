"""Which statement reports which: a cue that stands in another statement's content is told by it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from demarche.statements.drafts import Draft
from demarche.statements.tree import Tree, has_mark


def untangle(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts without inserted clauses in what others say.

    "The general denied shelling the convoy, according to a spokesman": the spokesman tells of the denial,
    so "according to" is no part of what is denied. Of two insertions the clause is the outer one.
    """
    inserted = [index for index, item in enumerate(drafts) if item.branch and item.content]
    over = _tellers(drafts, inserted)
    leaving: dict[int, list[Draft]] = {}
    for index in inserted:
        if drafts[index].leaves is not None:
            leaving.setdefault(drafts[index].leaves or 0, []).append(drafts[index])
    return tuple(
        _freed(item, [drafts[other] for other in over.get(index, ())], leaving.get(item.core, []))
        for index, item in enumerate(drafts)
    )


def _tellers(drafts: Sequence[Draft], among: Iterable[int]) -> dict[int, list[int]]:
    """Return for each draft the drafts (of some) whose content holds its cue."""
    at: dict[int, list[int]] = {}
    for index, item in enumerate(drafts):
        at.setdefault(item.core, []).append(index)
    found: dict[int, list[int]] = {}
    for other in among:
        for token in drafts[other].content:
            for index in at.get(token, ()):
                if index != other:
                    found.setdefault(index, []).append(other)
    return found


def widen(tree: Tree, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with all that is said in what they report.

    '"We wait," he was quoted by Tass as saying': Tass quotes the saying, so the words too.
    """
    found = list(drafts)
    at = {item.core: index for index, item in enumerate(found)}
    for inner, item in enumerate(drafts):
        outer = at.get(tree.analysis.head[item.core])
        if outer is None or outer == inner or not has_mark(tree, item.core, "as"):
            continue
        host = found[outer]
        outside = frozenset(host.cue) | frozenset(host.source)
        said = frozenset(item.content) - outside - frozenset(item.source)
        if said:
            whole = said | frozenset(item.source) | frozenset(item.cue) | frozenset(host.content)
            found[inner] = replace(item, content=tuple(sorted(said)))
            found[outer] = replace(host, content=tuple(sorted(whole - outside)))
    return tuple(found)


def _freed(item: Draft, inserted: Sequence[Draft], leaving: Sequence[Draft]) -> Draft:
    content = frozenset(item.content)
    for other in leaving:
        content -= frozenset(other.branch)
    for other in inserted:
        if item.core in other.branch:
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
    tellers = _tellers(drafts, range(len(drafts)))
    return tuple(_innermost(drafts, index, tellers.get(index, ())) for index in range(len(drafts)))


def _innermost(drafts: Sequence[Draft], index: int, tellers: Sequence[int]) -> int | None:
    size = len(drafts[index].content)
    outer = [other for other in tellers if (len(drafts[other].content), -other) > (size, -index)]
    return min(outer, key=lambda other: (len(drafts[other].content), other), default=None)
