# ruff: noqa: E501
"""Copies: cut and reprinted texts are found, texts that share a sentence are not."""

from datetime import date

import pytest

from demarche.stories.copies import CopyIndex, CopyText, borrowed_day, find_copies, group_copies

STORY = [
    f"Sentence number {number} tells that delegation {number * 7} crossed river {number * 3} to meet envoy {number * 5} "
    f"of province {number * 11} about the toll on bridge {number * 13}."
    for number in range(1, 15)
]
OTHER = [
    f"On day {number * 17} the council of town {number * 19} heard {number * 23} farmers about well {number * 29}."
    for number in range(1, 15)
]


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY[:7],
        STORY[:3],
        ["A new lead was written by the desk in a hurry.", *STORY[1:]],
        STORY[::2] + STORY[1::2],
    ],
    ids=["whole", "half", "first three", "new lead", "other order"],
)
def test_a_cut_story_is_a_copy(copy: list[str]) -> None:
    texts = [CopyText(id="a", text=" ".join(STORY)), CopyText(id="b", text=" ".join(copy))]

    assert [(pair.first, pair.second) for pair in find_copies(texts)] == [("a", "b")]


def test_one_shared_paragraph_makes_no_copy() -> None:
    texts = [
        CopyText(id="a", text=" ".join(STORY)),
        CopyText(id="b", text=" ".join([*OTHER[:10], *STORY[10:12]])),
    ]

    assert find_copies(texts) == ()


def test_texts_of_days_far_apart_are_not_compared() -> None:
    text = " ".join(STORY)

    assert (
        find_copies(
            [
                CopyText(id="a", text=text, day=date(2019, 1, 1)),
                CopyText(id="b", text=text, day=date(2019, 3, 1)),
            ]
        )
        == ()
    )


@pytest.mark.parametrize(
    ("texts", "original", "basis"),
    [
        (
            [
                CopyText(id="a", text=" ".join(STORY), outlet="Daily Herald", agency="Xinhua"),
                CopyText(id="b", text=" ".join(STORY[:8]), outlet="www.xinhuanet.com", agency="Xinhua"),
            ],
            "b",
            "agency",
        ),
        (
            [
                CopyText(id="a", text=" ".join(STORY), day=date(2019, 1, 2)),
                CopyText(id="b", text=" ".join(STORY[:8]), day=date(2019, 1, 1)),
            ],
            "b",
            "earliest",
        ),
        (
            [CopyText(id="a", text=" ".join(STORY)), CopyText(id="b", text=" ".join(STORY[:8]))],
            "a",
            "longest",
        ),
    ],
)
def test_the_agencys_own_version_is_the_original(texts: list[CopyText], original: str, basis: str) -> None:
    (group,) = group_copies(texts, find_copies(texts))

    assert (group.original, group.basis, group.members) == (original, basis, ("a", "b"))


def test_the_index_grows_text_by_text() -> None:
    index = CopyIndex()

    assert index.add(CopyText(id="a", text=" ".join(STORY))) == ()
    assert [pair.first for pair in index.add(CopyText(id="b", text=" ".join(STORY[:7])))] == ["a"]


def test_an_undated_copy_borrows_the_day() -> None:
    texts = [
        CopyText(id="a", text=" ".join(STORY), day=date(2019, 1, 2)),
        CopyText(id="b", text=" ".join(STORY[:8])),
    ]

    assert borrowed_day(texts[1], pairs=find_copies(texts), texts=texts) == date(2019, 1, 2)
