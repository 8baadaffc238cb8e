"""RSS and Atom feeds of events: one entry an event, with its sentence."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from demarche.exports.delimited import TextOut
from demarche.exports.fields import address_of, day_of
from demarche.types import Telling

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def title_of(telling: Telling) -> str:
    """Return an event in one line: who, what, whom, and whether it took place."""
    record = telling.record
    sides = [", ".join(party.actor for party in side) for side in (record.actors, record.recipients)]
    return f"{sides[0] or '?'} → {record.type}{f' → {sides[1]}' if sides[1] else ''} ({record.factuality})"


def write_atom(tellings: Iterable[Telling], out: TextOut, *, title: str) -> int:
    """Write an Atom feed; return the number of entries."""
    found = [telling for telling in tellings if telling.best]
    latest = max((_moment(telling) for telling in found), default=EPOCH)
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n')
    out.write(f"<title>{escape(title)}</title>\n<id>urn:demarche:search:{escape(title)}</id>\n")
    out.write(f"<updated>{latest:%Y-%m-%dT%H:%M:%SZ}</updated>\n<author><name>demarche</name></author>\n")
    for telling in found:
        out.write(
            f"<entry><id>urn:demarche:event:{telling.record.event_id}</id><title>{escape(title_of(telling))}</title>"
            f"<link href={quoteattr(address_of(telling))}/><updated>{_moment(telling):%Y-%m-%dT%H:%M:%SZ}</updated>"
            f"<summary>{escape(telling.record.sentence)}</summary></entry>\n"
        )
    out.write("</feed>\n")
    return len(found)


def write_rss(tellings: Iterable[Telling], out: TextOut, *, title: str) -> int:
    """Write an RSS 2.0 feed; return the number of items."""
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>\n')
    out.write(f"<title>{escape(title)}</title><link>https://demarche.invalid/</link>")
    out.write("<description>Events found by demarche</description>\n")
    count = 0
    for telling in tellings:
        if not telling.best:
            continue
        out.write(
            f"<item><title>{escape(title_of(telling))}</title><link>{escape(address_of(telling))}</link>"
            f'<guid isPermaLink="false">{telling.record.event_id}</guid>'
            f"<pubDate>{format_datetime(_moment(telling))}</pubDate>"
            f"<description>{escape(telling.record.sentence)}</description></item>\n"
        )
        count += 1
    out.write("</channel></rss>\n")
    return count


def _moment(telling: Telling) -> datetime:
    day = telling.page.published or day_of(telling)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else EPOCH
