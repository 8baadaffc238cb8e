"""A statement in the making: tokens instead of spans."""

from collections.abc import Iterable
from dataclasses import dataclass

from demarche.statements.cues import Cue
from demarche.statements.tree import Tree, connected, noun_phrase, subtree
from demarche.types import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Who (source), by which word (cue), says what (content), as tokens."""

    core: int
    """The cue's main token; for a quotation without a cue its first token."""
    cue: tuple[int, ...]
    source: tuple[int, ...]
    head: int | None
    """Head of the source."""
    content: tuple[int, ...]
    stance: Stance
    kind: str
    told: bool
    basis: str
    quotes: tuple[int, ...] = ()
    """Numbers of the quotations that belong to the content."""
    leaves: int | None = None
    """Main token of the cue whose content this clause is no part of: "said …, adding"."""
    branch: tuple[int, ...] = ()
    """Tokens of an inserted clause or phrase that is no part of what others say: ", he said"."""


def draft(
    tree: Tree, cue: Cue, frame: str, *, at: tuple[int, ...], head: int | None, content: Iterable[int]
) -> Draft:
    """Return a draft of a cue in one construction; the first token of ``at`` is the cue's main one."""
    kept = frozenset(at)
    source = _without_cue(tree, noun_phrase(tree, head), head, at[0]) if head is not None else ()
    return Draft(
        core=at[0],
        cue=tuple(sorted(kept)),
        source=tuple(token for token in source if token not in kept),
        head=head,
        content=tuple(sorted({token for token in content if token not in kept})),
        stance=cue.stance,
        kind=cue.kind,
        told=frame in cue.tells,
        basis=f"cues:{cue.id}:{frame}",
    )


def _without_cue(tree: Tree, source: tuple[int, ...], head: int, core: int) -> tuple[int, ...]:
    """Return the source without the clause of its own cue: "a video showing …" is shown by "a video"."""
    if core not in source or core == head:
        return source
    branch = core
    while tree.analysis.head[branch] not in (head, branch):
        branch = tree.analysis.head[branch]
    cut = frozenset(subtree(tree, branch))
    return connected(tuple(token for token in source if token not in cut), head)
