"""Reading pages into articles: kinds of paragraphs, dates with roles, hostile HTML."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.articles import SiteMemory, read_article
from demarche.errors import EmptyPageError, InputError, RefusedInputError
from demarche.pages import make_page
from demarche.tables import Tables, load_tables
from demarche.types import Article, DateRole, ParagraphKind

TABLES: Tables = load_tables()
STORY = """Ministers agree on second crossing
May 4, 2019 / 9:15 AM
VIENNA (Reuters) - The two ministers met in Vienna on Friday and agreed to open a second border crossing.
A joint commission will settle the details before the winter, both sides said after three hours of talks.
"This is a good day for the valley," the Austrian minister told reporters in the old palace.
(Reporting by Anna Berger; Editing by Tom Hale)
"""
FLATTENED = f"""Home
World
Business
Sport
12:03 GMT, Nov 20, 2019
Search
Log in
{STORY}
Share this article
Facebook
Twitter
Read more: Farmers block the old bridge for a third day
Most popular
Storm floods the lower town
Mayor resigns over parking fees
Terms of Use
Privacy Policy
© 2019 Valley Herald. All rights reserved.
"""


def read(text: str | bytes, *, html: bool | None = None, **known: str) -> Article:
    content = text.encode() if isinstance(text, str) else text
    url, fetched = known.pop("url", None), known.pop("fetched", None)
    return read_article(
        make_page(content, name="page", html=html, url=url, fetched=fetched, hints=known), tables=TABLES
    )


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(str(each.kind), each.span.of(article.text)[:20]) for each in article.paragraphs]


def test_clean_text_is_body_but_for_title_date_and_credit() -> None:
    article = read(STORY)

    assert [kind for kind, _ in kinds(article)] == ["title", "date", "body", "body", "body", "byline"]
    assert article.title == "Ministers agree on second crossing"
    assert article.published.value == date(2019, 5, 4)
    assert (article.published.time, article.published.basis) == ("09:15", "stated:published")
    assert article.dateline is not None
    assert (article.dateline.place, article.agency) == ("VIENNA", "Reuters")


def test_furniture_of_a_flattened_page_is_kept_but_is_not_body() -> None:
    article = read(FLATTENED)

    assert article.form == "flat"
    assert [each.span.of(article.text)[:6] for each in article.body] == ["VIENNA", "A join", '"This ']
    assert article.title == "Ministers agree on second crossing"
    assert len(article.paragraphs) == len([line for line in FLATTENED.split("\n") if line.strip()])


def test_the_clock_of_the_visit_is_never_the_date() -> None:
    article = read(FLATTENED)

    assert article.published.value == date(2019, 5, 4)
    assert [(each.role, each.first) for each in article.published.refused] == [
        (DateRole.CLOCK, date(2019, 11, 20))
    ]


def test_a_page_with_nothing_but_a_clock_is_undated_with_an_upper_bound() -> None:
    article = read(FLATTENED.replace("May 4, 2019 / 9:15 AM\n", ""))

    assert article.published.value is None
    assert article.published.latest == date(2019, 11, 20)


def test_hard_wrapped_paragraphs_are_joined_and_keep_their_places() -> None:
    text = (
        "THE ARMY DENIED TODAY THAT REBELS HAD ATTACKED THE RANCH ON THE\n"
        "COAST WHERE THE PRESIDENT HAS BEEN STAYING SINCE LAST THURSDAY.\n\n"
        "   A SPOKESMAN SAID THAT THE PRESIDENT WAS SAFE, THAT NOBODY HAD\n"
        "BEEN HURT, AND THAT THE REPORTS OF A FIGHT WERE INVENTED BY ITS\nENEMIES.\n"
    )
    article = read(text)

    assert len(article.body) == 2
    assert "ON THE COAST WHERE" in article.body[0].span.of(article.text)
    assert len(article.text) == len(text)


def test_pieces_of_a_sentence_cut_at_links_are_joined() -> None:
    text = FLATTENED.replace(
        "A joint commission will settle", "The\nValley Council\n's joint commission will settle"
    )
    article = read(text)

    assert any(
        "Valley Council 's joint" in " ".join(each.span.of(article.text).split()) for each in article.body
    )


def test_captions_run_into_the_text_are_parted_from_it() -> None:
    text = STORY.replace(
        "A joint", "Image copyright AFP Image caption The old bridge is closed to heavy lorries A joint"
    )
    article = read(text)

    captions = [
        each.span.of(article.text) for each in article.paragraphs if each.kind is ParagraphKind.CAPTION
    ]
    assert captions == ["Image copyright AFP Image caption The old bridge is closed to heavy lorries"]
    assert any(each.span.of(article.text).startswith("A joint commission") for each in article.body)


HTML = f"""<html><head><title>Ministers agree - Valley Herald</title>
<meta property="og:site_name" content="Valley Herald">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ministers agree on second crossing",
"datePublished": "2019-05-04T09:15:00+02:00", "author": [{{"name": "Anna Berger"}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ministers agree on second crossing</h1>
{"".join(f"<p>{line}</p>" for line in STORY.splitlines()[2:5])}
<figure><figcaption>The old bridge in spring</figcaption></figure>
<p>Read more: Farmers block the old bridge</p></article>
<div class="related-links"><a href="/2">Mayor resigns over parking fees</a></div></body></html>"""


def test_html_gives_body_and_typed_furniture() -> None:
    article = read(HTML)

    assert article.form == "html"
    assert [each.span.of(article.text)[:6] for each in article.body] == ["VIENNA", "A join", '"This ']
    assert (article.title, article.outlet, article.authors) == (
        "Ministers agree on second crossing",
        "Valley Herald",
        ("Anna Berger",),
    )
    assert article.published.value == date(2019, 5, 4)
    assert ("caption", "The old bridge in sp") in kinds(article)
    assert ("related", "Mayor resigns over p") in kinds(article)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2018/10/09/talks", date(2018, 10, 9)),
        ("https://example.org/world/201803161062594/", date(2018, 3, 16)),
        ("https://example.org/2018/talks", None),
        ("https://example.org/20189909/", None),
    ],
)
def test_the_address_may_carry_the_day(url: str, day: date | None) -> None:
    assert read("The two sides met again and agreed on nothing at all.", url=url).published.value == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The two sides met again in the capital and agreed that the talks should go on after the holidays.",
            "en",
        ),
        ("Die beiden Seiten trafen sich erneut in der Hauptstadt und einigten sich auf gar nichts.", "de"),
        (
            "Les deux parties se sont rencontrées dans la capitale et ne se sont mises d'accord sur rien.",
            "fr",
        ),
        ("THE ARMY DENIED TODAY THAT REBELS HAD ATTACKED THE RANCH ON THE COAST OF THE COUNTRY.", "en"),
        ("ok", None),
    ],
)
def test_the_language_is_named_or_left_open(text: str, language: str | None) -> None:
    assert read(text).language == language


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Zürich talks end".encode("latin-1"), "Zürich talks end"),
        ("Zürich talks end".encode("utf-16"), "Zürich talks end"),
        (b"\xef\xbb\xbfTalks end in Bern", "Talks end in Bern"),
        (b"Talks\xc2\xa0end.\r\nNone in Bern.", "Talks end.\nNone in Bern."),
    ],
)
def test_character_sets_are_told_and_spaces_are_plain(content: bytes, text: str) -> None:
    assert read(content, html=False).text == text


def test_damaged_characters_are_flagged_and_kept() -> None:
    article = read("The talks with S\ufffdnchez ended without a result on Friday evening in the capital.")

    assert "damaged" in article.basis


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>" + b"<div>" * 50_000 + b"text",
        b"<html><body>" + b"<p>a</p>" * 500_000,
        b"<html><script " * 100_000,
        b"a line\n" * 300_000,
    ],
    ids=["50,000 nested div", "500,000 p", "100,000 open scripts", "300,000 lines"],
)
def test_pages_that_would_take_minutes_are_refused(content: bytes) -> None:
    with pytest.raises(RefusedInputError):
        read(content)


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>The talks &b;</p></body></html>',
        b'<html><script type="application/ld+json">'
        + b"[" * 100_000
        + b"</script><p>The talks ended.</p></html>",
        b"word after word " * 20_000,
        b"5 May 2020 10:00 GMT " * 2_000,
        b"A" * 100 + b"-" * 200_000,
        b"MOSCOW, " * 50_000,
        b"(" * 200_000,
    ],
    ids=["entities", "deep JSON", "endless line", "many dates", "dashes", "capitals", "brackets"],
)
def test_hostile_pages_are_read_as_far_as_they_are_pages(content: bytes) -> None:
    assert read(content).paragraphs


@pytest.mark.parametrize(
    "content", [b"<html><body></body></html>", b"<html><head><meta name='x'></head></html>"]
)
def test_a_page_without_words_is_an_input_error(content: bytes) -> None:
    with pytest.raises(EmptyPageError):
        read(content)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_an_article_whose_spans_lie_in_it_or_an_input_error(text: str) -> None:
    try:
        article = read(text.encode("utf-8", "surrogatepass"), html=False)
    except InputError:
        return

    ends = [0, *(each.span.end for each in article.paragraphs)]
    assert all(each.span.start >= end for each, end in zip(article.paragraphs, ends, strict=False))
    assert all(each.span.of(article.text).strip() for each in article.paragraphs)


def test_no_evidence_of_the_gold_is_lost(gold: Path) -> None:
    import json

    for path in sorted((gold / "records" / "dev").glob("[0-9]*.json")):
        article = read_article(
            make_page(path.with_suffix(".txt").read_bytes(), name=path.name), tables=TABLES
        )
        body = [" ".join(each.span.of(article.text).split()) for each in article.body]
        for record in json.loads(path.read_text(encoding="utf-8"))["records"]:
            assert any(" ".join(record["sentence"].split()) in each for each in body), record["sentence"]


def test_a_line_of_another_page_of_the_site_is_not_body() -> None:
    teaser = "The council will meet again on Thursday to talk about the bridge and the parking fees of the old town."
    memory = SiteMemory()
    first = FLATTENED.replace("Share this article", f"{teaser}\nShare this article")
    second = (
        first.replace("Ministers", "Envoys").replace("ministers", "envoys").replace("commission", "board")
    )
    pages = [
        make_page(text.encode(), name="p", html=False, url="https://herald.test/1")
        for text in (first, second)
    ]

    bodies = [
        [each.span.of(article.text) for each in article.body]
        for article in (read_article(page, tables=TABLES, memory=memory) for page in pages)
    ]

    assert teaser in bodies[0]
    assert teaser not in bodies[1]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Maya Gebeily and Anthony Deutsch", ("Maya Gebeily", "Anthony Deutsch")),
        ("By JERUSALEM POST STAFF", ("Jerusalem Post Staff",)),
        ("By Reuters", ()),
        ("by Finian Cunningham", ("Finian Cunningham",)),
    ],
)
def test_bylines_name_the_authors(byline: str, authors: tuple[str, ...]) -> None:
    text = STORY.replace("May 4, 2019 / 9:15 AM\n", f"{byline}\n").rsplit("(Reporting", 1)[0]

    assert read(text).authors == authors
