"""Pages read side by side give what pages read one by one give, and a page that hangs ends alone."""

from pathlib import Path

import pytest

from demarche import build_records, load_tables
from demarche.config import Settings
from demarche.engines import stream
from demarche.pages import open_pages
from demarche.types import Page, Problem, Reading

EXAMPLES = Path(__file__).parents[1] / "examples"


def told(found: Reading | Problem) -> object:
    return found if isinstance(found, Problem) else build_records(found, tables=load_tables())


def test_two_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    paths = [EXAMPLES / "agency.txt", empty, EXAMPLES / "protest.html", EXAMPLES / "talks.txt"]

    alone = [told(found) for found in stream(open_pages(paths))]
    beside = [told(found) for found in stream(open_pages(paths), workers=2)]

    assert beside == alone


def test_a_page_that_takes_too_long_is_a_problem_and_the_next_is_read() -> None:
    text = (EXAMPLES / "agency.txt").read_text(encoding="utf-8")
    long = Page(id="1" * 24, name="long.txt", content=(text * 600).encode(), media_type="text/plain")
    short = Page(id="2" * 24, name="short.txt", content=text.encode(), media_type="text/plain")

    first, second = stream([long, short], workers=1, settings=Settings(page_seconds=5.0))

    assert isinstance(first, Problem) and first.message == "took longer than 5 seconds to read"
    assert isinstance(second, Reading)


def test_a_bug_stops_the_run_unless_told_to_keep_going(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("demarche.pipeline.code_events", broken)
    page = Page(id="3" * 24, name="page.txt", content=b"Russia rejected the plan.", media_type="text/plain")

    with pytest.raises(ZeroDivisionError):
        list(stream([page]))
    (problem,) = stream([page], keep_going=True)

    assert isinstance(problem, Problem) and "ZeroDivisionError" in problem.message
