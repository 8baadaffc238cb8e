"""Decoding: scores in, a tree and well-formed names out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Heads = npt.NDArray[np.int64]
_NEVER = -1e9


def is_tree(heads: Sequence[int]) -> bool:
    """Return whether heads (0 the root, word n counted as n + 1) make one tree with a single root."""
    state = bytearray(len(heads) + 1)
    state[0] = 2
    if sum(1 for head in heads if head == 0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        path, place = [], word
        while state[place] == 0:
            state[place] = 1
            path.append(place)
            place = heads[place - 1]
        if state[place] == 1:
            return False
        for passed in path:
            state[passed] = 2
    return True


def best_tree(scores: Scores) -> list[int]:
    """Return the heads of the best tree with a single root; ``scores[word, head]``, head 0 the root."""
    size = scores.shape[0]
    if size == 1:
        return [0]
    root = int(scores[:, 0].argmax())
    table = np.full((size + 1, size + 1), _NEVER)
    table[1:] = scores
    table[1:, 0] = _NEVER
    table[1 + root, :] = _NEVER
    table[1 + root, 0] = 0
    return [int(head) for head in _maximum_tree(table)[1:]]


def best_names(scores: Scores, *, may_follow: npt.NDArray[np.bool_]) -> list[int]:
    """Return the best sequence of name tags in which each may follow the one before (Viterbi)."""
    barred = np.where(may_follow, 0.0, _NEVER)
    best = scores[0] + barred[0]
    trail = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        routes = best[:, None] + barred
        trail[word] = routes.argmax(0)
        best = routes.max(0) + scores[word]
    tags = [int(best.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        tags.append(int(trail[word, tags[-1]]))
    return tags[::-1]


def name_moves(tags: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return for each pair of BIO tags whether the second may follow the first; the first tag is "O"."""
    moves = [[not to.startswith("I-") or (of != "O" and of[2:] == to[2:]) for to in tags] for of in tags]
    return np.array(moves)


def _maximum_tree(table: npt.NDArray[np.float64]) -> Heads:
    """Return the heads of the maximum spanning tree (Chu-Liu, Edmonds); node 0 is the root."""
    np.fill_diagonal(table, _NEVER)
    heads: Heads = table.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    return _with_contracted(table, heads, cycle)


def _cycle(heads: Heads) -> list[int]:
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        path, place = [], start
        while place and not seen[place]:
            seen[place] = start
            path.append(place)
            place = int(heads[place])
        if place and seen[place] == start:
            return path[path.index(place) :]
    return []


def _with_contracted(table: npt.NDArray[np.float64], heads: Heads, cycle: list[int]) -> Heads:
    """Solve the smaller problem in which the cycle is one node, then open the cycle where it is entered."""
    rest = [node for node in range(len(heads)) if node not in set(cycle)]
    loop = np.array(cycle)
    size = len(rest)
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = table[np.ix_(rest, rest)]
    out_of = table[np.ix_(rest, cycle)]
    small[:size, size] = out_of.max(1)
    own = table[loop, heads[loop]]
    into = table[np.ix_(cycle, rest)] - own[:, None]
    small[size, :size] = into.max(0) + own.sum()
    solved = _maximum_tree(small)
    result = heads.copy()
    for place, node in enumerate(rest[1:], start=1):
        chosen = int(solved[place])
        result[node] = cycle[int(out_of[place].argmax())] if chosen == size else rest[chosen]
    entry = int(solved[size])
    result[cycle[int(into[:, entry].argmax())]] = rest[entry]
    return result
