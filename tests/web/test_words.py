"""Values as words, and marked text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.web.charts import point_on_map, spring_layout, stacked_bars
from demarche.web.words import day_text, mark_spans, party_names


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, "no day told"),
        ("2018-03-16", None, "2018-03-16"),
        ("2018-03-16", "2018-03-16", "2018-03-16"),
        ("2018-04-01", "2018-04-30", "2018-04-01 to 2018-04-30"),
        (None, "2018-04-30", "… to 2018-04-30"),
    ],
)
def test_days(first: str | None, last: str | None, expected: str) -> None:
    assert day_text(first, last) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2, "mention", "t")], '<mark class="mention" title="t">ab</mark>cdef'),
        ([(1, 3, "quote", "t")], 'a<span class="quote" title="t">bc</span>def'),
        (
            [(0, 4, "quote", "q"), (1, 2, "time", "t")],
            '<span class="quote" title="q">a<mark class="time" title="t">b</mark>cd</span>ef',
        ),
        ([(0, 3, "mention", "t"), (2, 4, "time", "t")], '<mark class="mention" title="t">abc</mark>def'),
        ([(3, 9, "mention", "t")], "abcdef"),
    ],
)
def test_marks(spans: list[tuple[int, int, str, str]], expected: str) -> None:
    assert str(mark_spans("abcdef", spans)) == expected


SPANS = st.lists(
    st.tuples(st.integers(-2, 12), st.integers(-2, 12), st.sampled_from(("quote", "time")), st.text()),
    max_size=8,
)


@given(st.text(max_size=10), SPANS)
def test_marking_loses_no_text_and_lets_no_markup_through(
    text: str, spans: list[tuple[int, int, str, str]]
) -> None:
    import re

    marked = str(mark_spans(text, spans))
    plain = re.sub(r'<(mark|span) class="\w+" title="[^"<>]*">|</(mark|span)>', "", marked)

    assert "<" not in plain
    assert len(
        plain.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", '"')
        .replace("&#39;", "'")
        .replace("&amp;", "&")
    ) == len(text)


def test_the_names_of_parties_come_from_their_json() -> None:
    assert party_names('[{"actor": "Russia"}, {"actor": "China"}]') == "Russia, China"
    assert party_names("[]") == "nobody named"


def test_a_point_off_the_map_has_no_place() -> None:
    assert point_on_map(0.0, 13.0) == (480.0, 230.0)
    assert point_on_map(10.0, -80.0) is None
    assert point_on_map(None, None) is None


def test_bars_are_stacked_without_gaps() -> None:
    bars = stacked_bars({"a": {"2018": 1}, "b": {"2018": 3}}, ["2018"], height=100)

    assert [(bar["y"], bar["height"]) for bar in bars] == [(75.0, 25.0), (0.0, 75.0)]


def test_a_network_lies_the_same_each_time_with_neighbours_nearer_than_strangers() -> None:
    nodes, edges = ["a", "b", "c", "d"], {("a", "b"): 5, ("c", "d"): 5}
    at = spring_layout(nodes, edges)

    def apart(one: str, other: str) -> float:
        return float(abs(complex(*at[one]) - complex(*at[other])))

    assert at == spring_layout(nodes, edges)
    assert max(apart("a", "b"), apart("c", "d")) < min(apart("a", "c"), apart("b", "d"))
