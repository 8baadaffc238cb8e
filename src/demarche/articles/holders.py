"""What the terms of office-holders say about a page's day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from demarche.articles.days import not_after, not_before
from demarche.articles.evidence import Cut, DatingWords, Sentence, made_cut
from demarche.tables import Tables
from demarche.types import ParagraphKind

_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ][\w'’-]+|al|bin|de|van|von)){1,3}")
_LEADERS = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
_SNAPSHOT = timedelta(days=60)
"""Rows shorter than this are days on which a list was made, not terms."""
_LEAVING = timedelta(days=45)
"""How long before the formal end a departure is news, where the announcement is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A row of ``office_holders`` with whole days."""

    id: str
    person: str
    office: str
    first: date
    last: date | None
    announced: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms by the person's name in lower case, titles by office."""

    by_name: Mapping[str, tuple[Term, ...]]
    titles: Mapping[str, re.Pattern[str]]


def office_terms(tables: Tables) -> Terms:
    """Return the terms of office (for ``tables.derive``)."""
    by_name: dict[str, tuple[Term, ...]] = {}
    for row in tables.rows("office_holders"):
        term = _term(row)
        if term is not None:
            for name in {row["person"].lower(), row["person"].lower().replace("-", " ")}:
                by_name[name] = (*by_name.get(name, ()), term)
    titles: dict[str, re.Pattern[str]] = {}
    for row in tables.rows("offices"):
        if row["id"] in _LEADERS:
            names = "|".join(re.escape(name) for name in row["names"].split("|") if name)
            titles[row["id"]] = re.compile(rf"\b(?:{names})$")
    return Terms(by_name=by_name, titles=titles)


def _term(row: Mapping[str, str]) -> Term | None:
    if row["office"] not in _LEADERS or len(row["first"]) != 10 or len(row["person"].split()) < 2:
        return None
    first = date.fromisoformat(row["first"])
    last = date.fromisoformat(row["last"]) if len(row["last"]) == 10 else None
    if last and last - first < _SNAPSHOT:
        return None
    announced = date.fromisoformat(row["announced"]) if len(row.get("announced", "")) == 10 else None
    return Term(
        id=row["id"], person=row["person"], office=row["office"], first=first, last=last, announced=announced
    )


def holder_cuts(sentences: Sequence[Sentence], *, words: DatingWords, terms: Terms) -> Iterator[Cut]:
    """Yield the bounds that named office-holders give: in office already, gone already."""
    for sentence in sentences:
        if sentence.kind is ParagraphKind.CAPTION:
            continue
        for match in _NAME.finditer(sentence.text):
            for start in _starts(match.group(0)):
                name = match.group(0)[start:].lower().removesuffix("'s").removesuffix("’s").replace("-", " ")
                held = terms.by_name.get(name)
                if held:
                    before = sentence.text[: match.start() + start].rstrip().lower()
                    yield from _cuts_of(sentence, before, held, words, terms)
                    break


def _starts(name: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(" ", name))][:3]


def _cuts_of(
    sentence: Sentence, before: str, held: Sequence[Term], words: DatingWords, terms: Terms
) -> Iterator[Cut]:
    if words.cues["elect"].search(before[-40:]):
        return
    gone = re.search(r"(?:" + words.cues["departure"].pattern + r") of (?:\w+ ){0,4}$", before + " ")
    if gone or re.search(r"\b(?:(?:former|ousted|deposed) |ex-)(?:[\w.]+ ){0,4}$", before + " "):
        ended = [term for term in held if term.last]
        if ended:
            term = min(ended, key=lambda each: each.last or each.first)
            day = term.announced or (term.last or term.first) - _LEAVING
            yield made_cut(
                f"{term.person} has left office or is leaving ({term.last})",
                sentence,
                days=not_before(day),
                trust=5,
                basis=f"office_holders:{term.id}",
                fresh=bool(gone and term.announced),
            )
        return
    titled = [
        term for term in held if terms.titles.get(term.office) and terms.titles[term.office].search(before)
    ]
    if not titled:
        return
    first = min(titled, key=lambda term: term.first)
    yield made_cut(
        f"{first.person} is in office, so it is not before {first.first}",
        sentence,
        days=not_before(first.first),
        trust=4,
        basis=f"office_holders:{first.id}",
    )
    if all(term.last for term in titled) and words.cues["say"].search(sentence.plain):
        last = max(titled, key=lambda term: term.last or term.first)
        yield made_cut(
            f"{last.person} still acts in office, so it is hardly after {last.last}",
            sentence,
            days=not_after((last.last or last.first) + _SNAPSHOT),
            trust=2,
            basis=f"office_holders:{last.id}",
        )
