"""Fold copies: pages that print the same text are one voice, however many they are."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

from demarche.store.records_back import day_of
from demarche.store.tellings import refresh_events
from demarche.stories.copies import CopyPair, CopyText, find_copies, group_copies, sampled_shingles

WEEK = 7
UNDATED = -1
LIKELY = 3
"""Sequences of words that two pages must share to be compared in full."""
COMPARED = 8
"""Pages that one page is compared with in full, at most."""


def fold_copies(connection: sqlite3.Connection, pages: Sequence[int]) -> int:
    """Find what these pages copy or what copies them; return how many of them are copies."""
    changed: set[int] = set()
    for page in pages:
        text = _text(connection, page)
        shingles = sorted(sampled_shingles(text.text))
        week = text.day.toordinal() // WEEK if text.day else UNDATED
        likely = _likely(connection, shingles, week)
        connection.executemany(
            "INSERT OR IGNORE INTO shingles (week, shingle, page) VALUES (?, ?, ?)",
            [(week, shingle, page) for shingle in shingles],
        )
        others = [_text(connection, other) for other in likely if other != page]
        pairs = [pair for pair in find_copies([*others, text]) if text.id in (pair.first, pair.second)]
        if pairs:
            changed |= _group(connection, text, pairs)
    events = _events_of(connection, changed)
    refresh_events(connection, events)
    return _copies_among(connection, pages)


def _text(connection: sqlite3.Connection, page: int) -> CopyText:
    """Return the body of a page, to be compared."""
    row = connection.execute(
        "SELECT id, text, outlet, coalesce(dateline_agency, agency), coalesce(published, published_latest) "
        "FROM pages WHERE page = ?",
        (page,),
    ).fetchone()
    spans = connection.execute(
        "SELECT start, \"end\" FROM paragraphs WHERE page = ? AND kind = 'body' ORDER BY number", (page,)
    )
    body = "\n".join(row[1][start:end] for start, end in spans)
    return CopyText(id=row[0], text=body, outlet=row[2], agency=row[3], day=day_of(row[4]))


def _likely(connection: sqlite3.Connection, shingles: Sequence[int], week: int) -> list[int]:
    """Return the pages of the weeks around that share some sequences of words, the likeliest first."""
    counts: Counter[int] = Counter()
    weeks = (UNDATED,) if week == UNDATED else (week - 1, week, week + 1, UNDATED)
    for at in range(0, len(shingles), 400):
        part = shingles[at : at + 400]
        marks, week_marks = ", ".join("?" * len(part)), ", ".join("?" * len(weeks))
        rows = connection.execute(
            f"SELECT page FROM shingles WHERE week IN ({week_marks}) AND shingle IN ({marks})",  # marks only
            [*weeks, *part],
        )
        counts.update(page for (page,) in rows)
    needed = min(LIKELY, max(1, len(shingles) // 2))
    return [page for page, count in counts.most_common(COMPARED) if count >= needed]


def _group(connection: sqlite3.Connection, text: CopyText, pairs: Sequence[CopyPair]) -> set[int]:
    """Put a page and its copies, and theirs, into one group; return the pages whose standing changed."""
    partners = {pair.first if pair.second == text.id else pair.second for pair in pairs}
    members = _members(connection, {text.id, *partners})
    texts = [_text(connection, page) for page in members.values()]
    known = [CopyPair(first=text.id, second=other, share=1.0) for other in members if other != text.id]
    (group,) = group_copies(texts, known)
    share = max(pair.share for pair in pairs)
    original = members[group.original]
    changed: set[int] = set()
    for page_id, page in members.items():
        copy_of = None if page_id == group.original else original
        before = connection.execute("SELECT copy_of FROM pages WHERE page = ?", (page,)).fetchone()[0]
        if before != copy_of or page_id == text.id:
            reason = f"{share:.0%} of the shorter text stands in the longer; original by {group.basis}"
            cells: tuple[Any, ...] = (copy_of, reason if copy_of else None, page)
            connection.execute("UPDATE pages SET copy_of = ?, copy_reason = ? WHERE page = ?", cells)
            changed.add(page)
    return changed


def _members(connection: sqlite3.Connection, ids: set[str]) -> dict[str, int]:
    """Return these pages and all that stand in one group with them, id to number."""
    found: dict[str, int] = {}
    for page_id in sorted(ids):
        rows = connection.execute(
            "SELECT p.id, p.page FROM pages p, pages q WHERE q.id = ? AND p.superseded_by IS NULL AND "
            "(p.page = q.page OR p.page = q.copy_of OR p.copy_of = q.page OR p.copy_of = q.copy_of)",
            (page_id,),
        )
        found.update(dict(rows.fetchall()))
    return found


def _events_of(connection: sqlite3.Connection, pages: set[int]) -> list[int]:
    events: set[int] = set()
    for page in sorted(pages):
        rows = connection.execute(
            "SELECT DISTINCT event FROM records WHERE page = ? AND event NOT NULL", (page,)
        )
        events.update(event for (event,) in rows)
    return sorted(events)


def _copies_among(connection: sqlite3.Connection, pages: Sequence[int]) -> int:
    marks = ", ".join("?" * len(pages))
    row = connection.execute(
        f"SELECT count(*) FROM pages WHERE copy_of NOT NULL AND page IN ({marks})",
        list(pages),  # marks only
    ).fetchone()
    return int(row[0])
