"""Descriptions that point to a body or a state: "the 15-member council", "the oil cartel", "the kingdom"."""

from collections.abc import Sequence
from datetime import date

from demarche.actors.segments import Phrase
from demarche.actors.words import fold
from demarche.tables import Row, Tables


def described_body(phrase: Phrase, *, bodies: Sequence[Row], on: date | None, tables: Tables) -> Row | None:
    """Return the organization that the phrase describes, None where it describes none.

    A description of one body only ("oil cartel") needs no help; one of several ("the alliance", "the
    29-member alliance") needs a body named earlier, or a number of members that one body has that day.
    """
    index = tables.derive(_descriptions)
    words = _plain_core(phrase)
    if not words:
        return None
    candidates = index.get(" ".join(words))
    if (
        candidates is None
        and len(words) > 2
        and words[0].isdigit()
        and words[1] in ("member", "nation", "country", "state")
    ):
        candidates = index.get(" ".join(words[2:]))
        counted = [row for row in candidates or () if _members(row["id"], on, tables) == int(words[0])]
        if len(counted) == 1:
            return counted[0]
    if not candidates:
        return None
    for row in bodies:
        if any(row["id"] == other["id"] for other in candidates):
            return row
    return candidates[0] if len(candidates) == 1 and len(words) > 1 else None


def _plain_core(phrase: Phrase) -> list[str]:
    words = [
        word.plain
        for word in phrase.core.words
        if "determiner" not in phrase.lexicon.word_kinds.get(word.plain, ())
    ]
    return (
        words
        if len(phrase.segments) == 1
        and not any(word.capital for word in phrase.core.words[1:] if word.plain != "vienna")
        else words
        if words and len(phrase.segments) == 1
        else []
    )


def described_state(words: Sequence[str], *, states: Sequence[str]) -> str:
    """Return the state that "the kingdom", "the country" points back to, empty where none."""
    if (
        states
        and len(words) > 1
        and fold(words[0]) == "the"
        and fold(words[1]) in ("kingdom", "country", "republic", "nation", "emirate", "sultanate")
    ):
        return states[0]
    return ""


def _descriptions(tables: Tables) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in tables.rows("organizations"):
        for text in row["described"].split("|") if row["described"] else ():
            found.setdefault(fold(text), []).append(row)
    return found


def members_on(body: str, on: date | None, tables: Tables) -> tuple[str, ...]:
    """Return the members of a body on a day."""
    rows = tables.derive(_memberships).get(body, ())
    day = (on or date.max).isoformat()
    return tuple(
        row["member"] for row in rows if row["first"] <= day and (not row["last"] or day <= row["last"])
    )


def _members(body: str, on: date | None, tables: Tables) -> int:
    return len(members_on(body, on, tables))


def _memberships(tables: Tables) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in tables.rows("memberships"):
        found.setdefault(row["body"], []).append(row)
    return found
