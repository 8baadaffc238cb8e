"""Times of an article: what they count from."""

import re
from datetime import date

import pytest

from demarche.tables import Tables, load_tables
from demarche.times import find_times
from demarche.types import (
    Analysis,
    Article,
    Paragraph,
    ParagraphKind,
    Publication,
    Sentence,
    Span,
    Time,
    children_of,
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def plain_analysis(text: str) -> Analysis:
    """Return an analysis without grammar: words and sentences only, every word a root."""
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    ends = [found.end() for found in re.finditer(r"[.!?][\"”]?(?=\s|$)", text)] or [len(text)]
    sentences, first, start = [], 0, 0
    for end in ends:
        last = sum(word.start() < end for word in words)
        sentences.append(Sentence(span=Span(start=start, end=end), first=first, last=last, paragraph=0))
        first, start = last, end + 1
    blank = ("",) * len(words)
    heads = tuple(range(len(words)))
    return Analysis(
        sentences=tuple(sentences),
        start=tuple(word.start() for word in words),
        end=tuple(word.end() for word in words),
        form=tuple(word[0] for word in words),
        lemma=tuple(word[0].lower() for word in words),
        upos=("X",) * len(words),
        xpos=blank,
        feats=blank,
        head=heads,
        deprel=("root",) * len(words),
        name=("O",) * len(words),
        children=children_of(heads),
    )


def times_of(text: str, published: Publication, tables: Tables) -> list[Time]:
    body = Paragraph(span=Span(start=0, end=len(text)), kind=ParagraphKind.BODY)
    article = Article(page_id="1", text=text, paragraphs=(body,), published=published)
    return list(find_times(article, plain_analysis(text), tables=tables))


STATED = Publication(value=date(2018, 3, 19), basis="stated:published")
LATER = Publication(value=date(2018, 3, 22), basis="stated:published")  # a Thursday
QUOTE = '"Yesterday they blocked our draft," Lavrov said Friday.'


def test_yesterday_in_a_quote_counts_from_the_day_it_was_said(tables: Tables) -> None:
    yesterday, friday = times_of(QUOTE, STATED, tables)

    assert (yesterday.value, yesterday.anchor) == ("2018-03-15", "sentence:Friday")
    assert (friday.value, friday.anchor) == ("2018-03-16", "published")


def test_yesterday_in_a_quote_without_a_day_counts_from_publication(tables: Tables) -> None:
    (yesterday,) = times_of('"Yesterday they blocked our draft," Lavrov said.', STATED, tables)

    assert (yesterday.value, yesterday.anchor) == ("2018-03-18", "published")


def test_a_weekday_in_a_quote_counts_from_the_day_it_was_said(tables: Tables) -> None:
    tuesday, monday = times_of('"We will meet on Tuesday," Lavrov told reporters on Monday.', LATER, tables)

    assert (tuesday.value, tuesday.anchor) == ("2018-03-20", "sentence:Monday")
    assert monday.value == "2018-03-19"


def test_the_day_of_another_clause_does_not_date_the_words(tables: Tables) -> None:
    times = times_of('"We met yesterday," said Lavrov, who arrived in Tokyo on Monday.', LATER, tables)

    assert times[0].value == "2018-03-21"


def test_a_quote_that_names_its_speaker_is_not_dated_by_the_next(tables: Tables) -> None:
    text = '"We met yesterday," he said. "It is bad," Minister Petrov told reporters on Monday.'

    assert times_of(text, LATER, tables)[0].value == "2018-03-21"


def test_a_quote_that_goes_on_is_dated_by_the_sentence_before(tables: Tables) -> None:
    text = '"It is bad," Minister Petrov told reporters on Monday. "We met yesterday."'

    assert times_of(text, LATER, tables)[1].value == "2018-03-18"


def test_yesterday_outside_the_quote_counts_from_publication(tables: Tables) -> None:
    times = times_of('"They blocked our draft," Lavrov said yesterday of the vote on Friday.', STATED, tables)

    assert times[0].value == "2018-03-18"


def test_from_an_interval_only_what_both_ends_agree_on_is_resolved(tables: Tables) -> None:
    interval = Publication(earliest=date(2018, 3, 16), latest=date(2018, 3, 30), basis="inferred:facts")

    friday, april, year = times_of(
        "They met Friday. They will meet in April. Last year was calm.", interval, tables
    )

    assert friday.value == "XXXX-WXX-5" and "unresolved" in friday.basis
    assert (friday.first, friday.last) == (date(2018, 3, 16), date(2018, 3, 30))
    assert (april.value, year.value) == ("2018-04", "2017")


def test_on_an_undated_page_relative_times_stay_relative(tables: Tables) -> None:
    times = times_of("They met Friday. In 2009 they met in April.", Publication(), tables)

    assert [(time.value, time.first) for time in times] == [
        ("XXXX-WXX-5", None),
        ("2009", date(2009, 1, 1)),
        ("XXXX-04", None),
    ]


def test_an_inferred_day_is_used(tables: Tables) -> None:
    (friday,) = times_of(
        "They met Friday.", Publication(value=date(2018, 3, 16), basis="inferred:facts"), tables
    )

    assert friday.value == "2018-03-16"


def test_furniture_yields_no_times(tables: Tables) -> None:
    text = "18 April 2021\n\nThey met Friday."
    clock = Paragraph(span=Span(start=0, end=13), kind=ParagraphKind.HEADER)
    body = Paragraph(span=Span(start=15, end=len(text)), kind=ParagraphKind.BODY)
    article = Article(page_id="1", text=text, paragraphs=(clock, body), published=STATED)

    times = find_times(article, plain_analysis(text), tables=tables)

    assert [time.span.of(text) for time in times] == ["Friday"]
