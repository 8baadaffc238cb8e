"""Document: the text of a page with what was read from it, furniture in grey."""

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request

from demarche.store.values import Piece, StoredPage
from demarche.types import Paragraph
from demarche.web.page import View, shelf_of
from demarche.web.words import QUOTE, Span

COLUMNS = ("start", "end", "kind", "text")


def document(request: Request) -> View:
    """Return a page's text, paragraph by paragraph, with coloured spans."""
    wanted = request.path_params["id"]
    page = shelf_of(request).store().page(wanted)
    if page is None:
        raise HTTPException(404, f"No page has the id {wanted!r}. The list of sources leads to all pages.")
    spans = _spans(page)
    blocks = [_block(paragraph, page.text, spans) for paragraph in page.paragraphs]
    dating = {name: _list(page.dating.get(f"published_{name}")) for name in ("evidence", "refused")}
    return View(
        title=page.facts.title or page.facts.name.rpartition("/")[2] or page.facts.name,
        subtitle=_dated(page),
        template="document.html",
        context={"page": page, "blocks": blocks, "dating": dating, "statements": _statements(page)},
        columns=COLUMNS,
        rows=[(p.span.start, p.span.end, p.kind.value, p.span.of(page.text)) for p in page.paragraphs],
    )


def _dated(page: StoredPage) -> str:
    facts = page.facts
    basis = (page.dating.get("published_basis") or "").replace(":", " from the ").replace("-", " ")
    if facts.published:
        return f"Published {facts.published} ({basis})."
    if facts.earliest or facts.latest:
        return f"Published between {facts.earliest or '…'} and {facts.latest or '…'} ({basis})."
    return "Undated: nothing on the page tells its day."


def _statements(page: StoredPage) -> list[dict[str, object]]:
    """Return who says what, each with its depth in the chain of speakers."""
    within = {piece.number: piece.facts.get("within") for piece in page.statements}

    def depth(number: int) -> int:
        seen: set[int] = set()
        while isinstance(outer := within.get(number), int) and outer not in seen:
            seen.add(outer)
            number = outer
        return min(len(seen), 3)

    return [
        {
            "speaker": piece.facts.get("speaker") or piece.facts.get("source") or "somebody",
            "stance": piece.facts.get("stance"),
            "content": piece.text or "",
            "depth": depth(piece.number),
        }
        for piece in page.statements
    ]


def _list(text: str | None) -> list[dict[str, object]]:
    if not text:
        return []
    found = json.loads(text)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _spans(page: StoredPage) -> list[Span]:
    """Return what is coloured: triggers before times and places, these before mentions; quotes as bands."""
    bands = [
        (piece.start, piece.end, QUOTE, _told_by(piece))
        for piece in page.statements
        if piece.start is not None and piece.end is not None and piece.facts.get("within") is None
    ]
    return bands + _marks(page)


def _told_by(piece: Piece) -> str:
    facts = piece.facts
    who = facts.get("speaker") or facts.get("source") or "somebody"
    return f"{who}: {facts.get('cue') or 'says'} ({facts.get('stance')}, {facts.get('speech')}; {facts.get('basis')})"


def _marks(page: StoredPage) -> list[Span]:
    spans = [
        (
            record.trigger_start,
            record.trigger_end,
            "trigger",
            f"{record.type}, {record.factuality}: {record.basis}",
        )
        for record in page.records
    ]
    for kind, pieces in (("time", page.times), ("place", page.places), ("mention", page.mentions)):
        taken = list(spans)
        for piece in pieces:
            if piece.start is None or piece.end is None:
                continue
            if any(piece.start < last and first < piece.end for first, last, *_ in taken):
                continue
            told = piece.facts.get("actor") or piece.facts.get("value") or piece.facts.get("name") or ""
            if kind == "mention" and not told:
                continue
            spans.append((piece.start, piece.end, kind, f"{told} ({piece.facts.get('basis') or kind})"))
    return spans


def _block(paragraph: Paragraph, text: str, spans: list[Span]) -> tuple[Paragraph, str, list[Span]]:
    span = paragraph.span
    inside = [one for one in spans if span.start <= one[0] and one[1] <= span.end]
    return paragraph, span.of(text), inside
