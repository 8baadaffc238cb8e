"""Search in sentences: words, phrases, what stands beside them, narrowed down by what the events are."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from demarche.errors import QueryError
from demarche.store.filters import Filters, where
from demarche.store.records_back import day_of
from demarche.store.values import Found

WORD = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
RANKED = 5_000
"""With more sentences than this, the newest come first and no rank is worked out."""


def match_of(text: str) -> str:
    """Return the FTS5 query for what a person typed.

    Words must all occur; "a phrase" in quotes; a word with ``-`` before it must not occur; ``word*`` for
    all that begins so; ``OR`` between words.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    for minus, phrase, word in WORD.findall(text):
        if word == "OR" and wanted:
            either = True
            continue
        term = _term(phrase or word)
        if not term:
            continue
        if minus:
            unwanted.append(term)
        elif either:
            wanted[-1] = f"({wanted[-1]} OR {term})"
        else:
            wanted.append(term)
        either = False
    if not wanted:
        raise QueryError(text, "holds no word to look for")
    return " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)


def _term(words: str) -> str:
    star = "*" if words.endswith("*") else ""
    plain = re.sub(r'["*]', " ", words).strip()
    return f'"{plain}"{star}' if re.search(r"\w", plain) else ""


def search_sentences(
    connection: sqlite3.Connection, text: str, filters: Filters, *, limit: int = 20, offset: int = 0
) -> list[Found]:
    """Return sentences that hold the words, the best (or, of very many, the newest) first."""
    match = match_of(text)
    numbers = list(_chosen(connection, match, filters, limit=limit, offset=offset))
    return [found for number in numbers for found in _found(connection, number, match)]


def count_sentences(connection: sqlite3.Connection, text: str, *, most: int = 10_000) -> int:
    """Return how many sentences hold the words, counted up to a limit."""
    row = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM sentences_fts WHERE sentences_fts MATCH ? LIMIT ?)",
        (match_of(text), most),
    ).fetchone()
    return int(row[0])


def _chosen(
    connection: sqlite3.Connection, match: str, filters: Filters, *, limit: int, offset: int
) -> Iterator[int]:
    clause, values = _narrowed(filters)
    many = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM sentences_fts WHERE sentences_fts MATCH ? LIMIT ?)",
        (match, RANKED + 1),
    ).fetchone()[0]
    order = "f.rowid DESC" if many > RANKED else "f.rank"
    rows = connection.execute(
        f"SELECT f.rowid FROM sentences_fts f WHERE sentences_fts MATCH ?{clause} "  # our own names only
        f"ORDER BY {order} LIMIT ? OFFSET ?",
        [match, *values, limit, offset],
    )
    return (row[0] for row in rows)


def _narrowed(filters: Filters) -> tuple[str, list[Any]]:
    current = (
        " AND EXISTS (SELECT 1 FROM sentences s JOIN pages p ON p.page = s.page "
        "WHERE s.sentence = f.rowid AND p.superseded_by IS NULL)"
    )
    clause, values = where(filters, one_by_one=True)
    if not clause:
        return current, []
    # looked up sentence by sentence: the words are the narrower condition as a rule
    inner = clause.replace(" WHERE ", " AND ", 1)
    exists = (
        " AND EXISTS (SELECT 1 FROM records r JOIN events e ON e.event = r.event "
        f"WHERE r.sentence = f.rowid{inner})"
    )
    return exists, values


def _found(connection: sqlite3.Connection, number: int, match: str) -> Iterator[Found]:
    row = connection.execute(
        'SELECT p.id, s.number, s.start, s."end", s.text, p.title, p.outlet, p.url, p.name, p.published, '
        "(SELECT group_concat(r.id, '|') FROM records r WHERE r.sentence = s.sentence), "
        "(SELECT group_concat(DISTINCT e.id) FROM records r JOIN events e ON e.event = r.event "
        "WHERE r.sentence = s.sentence) "
        "FROM sentences s JOIN pages p ON p.page = s.page WHERE s.sentence = ?",
        (number,),
    ).fetchone()
    snippet = connection.execute(
        "SELECT highlight(sentences_fts, 0, '«', '»') FROM sentences_fts "
        "WHERE sentences_fts MATCH ? AND rowid = ?",
        (match, number),
    ).fetchone()
    if row is None:
        return
    yield Found(
        page_id=row[0],
        number=row[1],
        start=row[2],
        end=row[3],
        text=row[4],
        snippet=snippet[0] if snippet else row[4],
        title=row[5],
        outlet=row[6],
        url=row[7],
        page_name=row[8],
        published=day_of(row[9]),
        record_ids=tuple((row[10] or "").split("|")) if row[10] else (),
        event_ids=tuple((row[11] or "").split(",")) if row[11] else (),
    )
