"""The speaker beside the cue, where the parse gives none or one inside the quotation."""

from dataclasses import replace

from demarche.statements.drafts import Draft
from demarche.statements.tree import Tree, noun_phrase

_NOMINAL = ("NOUN", "PROPN", "PRON")
_BEFORE_NOUN = ("DET", "ADJ", "NUM")


def named(tree: Tree, item: Draft) -> Draft:
    """Return the draft with the words beside the cue as its source, if it has none of its own.

    '"That is all," he added': the parse may take "That" for the subject of "added".
    """
    if item.kind not in ("speech", "text") or not item.cue or tree.of(item.core, "aux:pass", "expl"):
        return item
    if tree.analysis.upos[item.core] != "VERB" or not _misplaced(tree, item):
        return item
    content = frozenset(item.content)
    head = _before(tree, item, content)
    if head is None:
        head = _after(tree, item, content)
    if head is None:
        return item
    source = tuple(
        token for token in noun_phrase(tree, head) if token not in content and token not in item.cue
    )
    return replace(item, head=head, source=source) if source else item


def _misplaced(tree: Tree, item: Draft) -> bool:
    """Return whether the draft lacks a source though its verb stands beside a quotation or its content."""
    if item.head is None or not item.source:
        return tree.analysis.xpos[item.core] in ("VBD", "VBZ", "VBP")
    return item.head in item.content


def _before(tree: Tree, item: Draft, content: frozenset[int]) -> int | None:
    token = min(item.cue) - 1
    while token > 0 and tree.analysis.upos[token] in ("ADV", "AUX"):
        token -= 1
    if token < 0 or token in content or tree.analysis.upos[token] not in _NOMINAL:
        return None
    return _climb(tree, token, content, low=token - 15, high=token)


def _after(tree: Tree, item: Draft, content: frozenset[int]) -> int | None:
    token = max(item.cue) + 1
    last = len(tree.analysis.form)
    while token < last and tree.analysis.upos[token] in _BEFORE_NOUN:
        token += 1
    if token >= last or token in content or tree.analysis.upos[token] not in _NOMINAL:
        return None
    return _climb(tree, token, content, low=token, high=token + 8)


def _climb(tree: Tree, token: int, content: frozenset[int], *, low: int, high: int) -> int:
    """Return the head of the noun phrase that the token ends or opens."""
    head = tree.analysis.head
    while head[token] != token and low <= head[token] <= high and head[token] not in content:
        if tree.analysis.upos[head[token]] not in _NOMINAL:
            break
        token = head[token]
    return token
