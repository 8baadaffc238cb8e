"""Name the outlet of a page: by its address, by what the page says, by a site's own line in a flattened page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from demarche.tables import Tables
from demarche.types import Paragraph, ParagraphKind

_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s?[–-]\s?\d{4})?,?)?\s*(?:by\s)?"
    r"(?!all rights)(?P<name>[^.|,]{3,60})",
    re.I,
)
_DOMAIN = re.compile(r"\b((?:[a-z0-9-]+\.)+[a-z]{2,6})\b", re.I)
_LINE = 300
_FURNITURE = frozenset(
    {ParagraphKind.HEADER, ParagraphKind.FOOTER, ParagraphKind.PROMO, ParagraphKind.RELATED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """The table ``outlets``: names by domain, and the names themselves."""

    by_domain: Mapping[str, str]
    names: Mapping[str, str]
    month_first: frozenset[str]
    """Domains whose country writes the month before the day."""


def outlet_names(tables: Tables) -> Outlets:
    """Return the outlets (for ``tables.derive``)."""
    rows = tables.rows("outlets")
    return Outlets(
        by_domain={row["domain"]: row["name"] for row in rows},
        names={row["name"].lower(): row["name"] for row in rows},
        month_first=frozenset(row["domain"] for row in rows if row["country"] == "USA"),
    )


def outlet_of_url(url: str | None, *, tables: Tables) -> str | None:
    """Return the outlet of an address; the host itself where the table does not know it."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.").removeprefix("amp.")
    known = tables.derive(outlet_names).by_domain
    parts = host.split(".")
    for start in range(len(parts) - 1):
        if ".".join(parts[start:]) in known:
            return known[".".join(parts[start:])]
    return host or None


def writes_month_first(url: str | None, *, tables: Tables) -> bool:
    """Return whether the outlet of an address writes 04/03/2024 for the third of April."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    known = tables.derive(outlet_names)
    return any(host == domain or host.endswith(f".{domain}") for domain in known.month_first)


def outlet_of_text(text: str, paragraphs: Sequence[Paragraph], *, tables: Tables) -> str | None:
    """Return the outlet that the furniture of a flattened page names: a known domain, a line of rights."""
    outlets = tables.derive(outlet_names)
    lines = [each.span.of(text)[:_LINE] for each in paragraphs if each.kind in _FURNITURE]
    for line in lines:
        for match in _DOMAIN.finditer(line):
            found = outlets.by_domain.get(match[1].lower().removeprefix("www."))
            if found:
                return found
    for line in reversed(lines):
        rights = _RIGHTS.search(line)
        if rights:
            name = rights["name"].strip(" :-–|")
            return outlets.names.get(name.lower(), name) if name[:1].isupper() else None
    return None
