# ruff: noqa: E501
"""Opening paths, archives, rows, feeds: pages for what can be read, problems with reasons for the rest."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.pages import Limits, open_pages, open_stream
from demarche.types import Page, Problem

TEXT = (
    "The two ministers met in Vienna on Friday and agreed to open a second border crossing before the winter. "
    "A joint commission will settle the details, both sides said after three hours of talks in the old palace."
)


def opened(content: bytes, *, name: str = "input") -> list[Page | Problem]:
    return list(open_stream(io.BytesIO(content), name=name))


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def warc_record(body: bytes, *, url: str = "https://example.org/a", kind: str = "response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-05-01T10:00:00Z\r\n"
    return (
        head.encode()
        + b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(body)
        + body
        + b"\r\n\r\n"
    )


ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\n\r\n<html><body><p>Z\xfcrich</p></body></html>"


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (TEXT.encode(), "text/plain"),
        (f"<html><body><p>{TEXT}</p></body></html>".encode(), "text/html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><head></head></html>", "text/html"),
        (TEXT.encode("utf-16"), "text/plain"),
        (b"<3 is no markup, said the editor, and went home.", "text/plain"),
        (b"a, b, and c met on Friday\nand left", "text/plain"),
    ],
)
def test_form_is_told_from_the_content(content: bytes, media: str) -> None:
    (page,) = opened(content, name="page.dat")

    assert isinstance(page, Page)
    assert page.media_type == media


def test_archives_are_opened_within_archives() -> None:
    inner = zipped({"one.txt": TEXT.encode(), "two.txt.gz": gzip.compress(TEXT.encode() * 2)})

    pages = opened(gzip.compress(inner), name="crawl.zip.gz")

    assert [page.name for page in pages if isinstance(page, Page)] == [
        "crawl.zip!one.txt",
        "crawl.zip!two.txt",
    ]


def test_the_same_bytes_give_the_same_id() -> None:
    first, second = opened(TEXT.encode(), name="a"), opened(TEXT.encode(), name="b")

    assert isinstance(first[0], Page)
    assert isinstance(second[0], Page)
    assert first[0].id == second[0].id


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", "EmptyPageError", "empty"),
        (b"  \n \n", "EmptyPageError", "empty"),
        (b"%PDF-1.7 abc", "UnknownMediaError", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "UnknownMediaError", "a PNG image"),
        (bytes(range(256)) * 40, "UnknownMediaError", "binary data"),
        (gzip.compress(b"a" * 30_000_000), "RefusedInputError", "bomb"),
        (zipped({"x.txt": b"0" * 30_000_000}), "RefusedInputError", "bomb"),
        (gzip.compress(TEXT.encode() * 20)[:-30], "InputError", "damaged"),
        (b"PK\x03\x04" + b"junk" * 50, "InputError", "damaged"),
        (b"x" * 10_000_001, "RefusedInputError", "larger than"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "InputError", "no length"),
        (warc_record(ANSWER)[:150], "InputError", "damaged"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_reason(content: bytes, error: str, words: str) -> None:
    (problem,) = opened(content)

    assert isinstance(problem, Problem)
    assert problem.error == error
    assert words in problem.message


def test_archives_nested_too_deep_are_refused() -> None:
    content = TEXT.encode()
    for _ in range(8):
        content = gzip.compress(content)

    (problem,) = opened(content)

    assert isinstance(problem, Problem)
    assert "packed more than 4 times" in problem.message


def test_one_bad_member_does_not_stop_the_others() -> None:
    found = opened(zipped({"a.pdf": b"%PDF-1", "b.txt": TEXT.encode(), "c.txt": b""}))

    assert [type(each).__name__ for each in found] == ["Problem", "Page", "Problem"]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (problem,) = open_pages([tmp_path / "nowhere.html"])

    assert isinstance(problem, Problem)
    assert "can't be opened" in problem.message


def test_folders_are_read_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name)

    pages = list(open_pages(tmp_path))

    assert [Path(page.name).name for page in pages if isinstance(page, Page)] == ["a.txt", "b.txt", "c.txt"]


def test_rows_are_read_by_guessed_columns_and_the_guess_is_told() -> None:
    rows = [{"headline": "Pact", "content": TEXT, "link": "https://example.org/1", "date": "2020-01-02"}]

    (page, problem) = opened(b"\n".join([*(json.dumps(row).encode() for row in rows), b"{broken}"]) + b"\n")

    assert isinstance(page, Page)
    assert (page.url, page.hints["title"], page.hints["published"]) == (
        "https://example.org/1",
        "Pact",
        "2020-01-02",
    )
    assert "text=content" in page.hints["columns"]
    assert isinstance(problem, Problem)


def test_a_mapping_goes_before_the_guess(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f'title,text,notes\nA,wrong,"{TEXT}"\n')

    (page,) = open_pages(path, mapping={"text": "notes"})

    assert isinstance(page, Page)
    assert page.content.decode() == TEXT


def test_a_row_without_text_is_a_problem() -> None:
    found = opened(b"title,text,url\nA,,https://example.org/1\n")

    assert next(each.message for each in found if isinstance(each, Problem)).startswith("holds an address")


def test_a_feed_gives_its_items_and_says_which_are_only_addresses() -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>
    <item><title>Pact</title><link>https://example.org/1</link><description>{TEXT}</description>
    <pubDate>Fri, 16 Mar 2018 10:00:00 GMT</pubDate></item>
    <item><title>Bare</title><link>https://example.org/2</link></item></channel></rss>"""

    page, problem = opened(feed.encode())

    assert isinstance(page, Page)
    assert (page.hints["outlet"], page.hints["published"]) == ("Herald", "2018-03-16T10:00:00Z")
    assert isinstance(problem, Problem)
    assert "only its address" in problem.message


def test_an_entity_bomb_in_a_feed_is_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel><item><title>&e9;</title></item></channel></rss>'

    for found in opened(feed.encode()):
        assert isinstance(found, Problem) or len(found.content) < 10_000


def test_lists_of_addresses_are_not_fetched_unasked() -> None:
    opml = b'<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="https://example.org/feed"/></body></opml>'

    (problem,) = opened(opml)

    assert isinstance(problem, Problem)
    assert "lists 1 addresses" in problem.message


def test_a_web_archive_gives_address_time_and_character_set() -> None:
    page, second = opened(gzip.compress(warc_record(ANSWER)) + gzip.compress(warc_record(ANSWER)))

    assert isinstance(page, Page)
    assert (page.url, page.fetched, page.hints["encoding"]) == (
        "https://example.org/a",
        "2020-05-01T10:00:00Z",
        "latin-1",
    )
    assert isinstance(second, Page)


@pytest.mark.parametrize(
    "body", [ANSWER.replace(b"200 OK", b"404 No"), ANSWER.replace(b"text/html", b"image/png")]
)
def test_answers_without_a_page_are_left_out(body: bytes) -> None:
    assert opened(warc_record(body)) == []


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\x1f\x8b\x08", b"PK\x03\x04", b"WARC/1.0\r\n", b"{", b"<rss>", b"PAR1"]),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_pages_or_problems(content: bytes, magic: bytes) -> None:
    found = list(open_stream(io.BytesIO(magic + content), name="any", how=None))

    assert all(isinstance(each, Page | Problem) for each in found)


def test_limits_are_the_callers_to_choose(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    (problem,) = open_pages(path, limits=Limits(page_bytes=50))

    assert isinstance(problem, Problem)
    assert problem.error == "RefusedInputError"
