import pytest

from demarche.sentences.pieces import MOST_PIECES, case_of, vocabulary

KNOWN = vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "mos", "##cow", "talks", "'", "s", "u", ".", "e"])


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("Moscow", (4, 5)),
        ("MOSCOW", (4, 5)),
        ("'s", (7, 8)),
        ("u.s", (9, 10, 8)),
        ("é", (11,)),
        ("Ξ", (1,)),
        ("\u200d", (1,)),
    ],
)
def test_a_word_is_cut_into_the_longest_known_pieces(word: str, numbers: tuple[int, ...]) -> None:
    assert KNOWN.cut(word)[0] == numbers


def test_a_sentence_stands_between_marks_and_tells_first_pieces() -> None:
    pieces = KNOWN.encode(["Moscow", "talks"])

    assert (pieces.ids, pieces.case, pieces.first) == ([2, 4, 5, 6, 3], [0, 6, 6, 3, 0], [1, 3])


def test_a_word_keeps_a_bounded_number_of_pieces() -> None:
    assert len(KNOWN.cut("." * 50)[0]) == MOST_PIECES


@pytest.mark.parametrize(
    ("word", "case"),
    [("5", 1), ("--", 2), ("talks", 3), ("NATO", 4), ("A", 5), ("Moscow", 6), ("McCain", 7)],
)
def test_the_case_of_a_word_is_one_of_seven(word: str, case: int) -> None:
    assert case_of(word) == case
