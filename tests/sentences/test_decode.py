import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.sentences.decode import best_names, best_tree, is_tree, name_moves

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


@pytest.mark.parametrize(
    ("heads", "tree"),
    [([0], True), ([2, 0], True), ([0, 0], False), ([2, 1], False), ([2, 3, 1, 0], False), ([0, 1, 2], True)],
)
def test_a_tree_has_one_root_and_no_circle(heads: list[int], tree: bool) -> None:
    assert is_tree(heads) is tree


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_best_tree_is_the_best_of_all_trees_under_its_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    scores[np.arange(size), np.arange(1, size + 1)] = -1e9
    heads = best_tree(scores)
    root = heads.index(0)
    every = [
        found
        for found in itertools.product(range(size + 1), repeat=size)
        if is_tree(found) and found.index(0) == root
    ]

    assert is_tree(heads)
    assert sum(scores[np.arange(size), heads]) == pytest.approx(
        max(sum(scores[np.arange(size), list(found)]) for found in every), abs=1e-4
    )


def test_a_name_never_goes_on_as_another_kind() -> None:
    scores = np.array([[0, 5, 0, 0, 0], [0, 0, 1, 0, 2]], dtype=np.float32)

    assert best_names(scores, may_follow=name_moves(TAGS)) == [1, 2]


def test_a_name_never_begins_inside() -> None:
    scores = np.array([[0, 1, 3, 0, 0], [5, 0, 0, 0, 0]], dtype=np.float32)

    assert best_names(scores, may_follow=name_moves(TAGS)) == [1, 0]
