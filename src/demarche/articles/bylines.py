"""Read the authors' names out of byline lines: "By Maya Gebeily and Anthony Deutsch"."""

import re
from collections.abc import Iterator, Sequence

from demarche.articles.dateline import Datelines, agency_named
from demarche.types import Paragraph, ParagraphKind

_BY = re.compile(
    r"^\(?(?:by|written by|reporting by|story by|text by)[:\s]+(?P<names>[^;|/()\d]{3,120})", re.I
)
_PARTS = re.compile(r",| and | & |\bin [A-Z]", re.I)
_NAME = re.compile(r"^[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|bin|al|la|du)){1,3}$")


def authors_of(text: str, paragraphs: Sequence[Paragraph], *, rules: Datelines) -> tuple[str, ...]:
    """Return the people whom the bylines name, each once, in order; agencies are not people."""
    lines = [each.span.of(text) for each in paragraphs if each.kind is ParagraphKind.BYLINE]
    return tuple(dict.fromkeys(name for line in lines for name in _names(line, rules)))


def _names(line: str, rules: Datelines) -> Iterator[str]:
    match = _BY.match(line)
    if match is None:
        return
    for part in _PARTS.split(match["names"]):
        name = part.strip(" .:-–—")
        if _NAME.match(name) and agency_named(name, rules=rules) is None:
            yield name.title() if name.isupper() else name
