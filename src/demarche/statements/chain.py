"""Which statement reports which: a cue that stands in another statement's content is told by it."""

from collections.abc import Sequence

from demarche.statements.drafts import Draft


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
