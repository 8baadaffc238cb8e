"""Rows of an export back into a store: records with their sentences and pages, without the pages' text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from demarche.records import digest
from demarche.store.rows import PageRows, day_text, record_cells
from demarche.types import PageFacts, Record, Telling


def rows_of_tellings(tellings: Iterable[Telling]) -> Iterator[PageRows]:
    """Yield the rows of each page; the tellings of a page must follow each other, as in an export.

    The text of a page does not travel with an export: offsets stay, the text is empty.
    """
    for _, group in groupby(tellings, key=lambda telling: telling.page.id):
        found = list(group)
        yield _page(found[0].page, [telling.record for telling in found])


def _page(page: PageFacts, records: Sequence[Record]) -> PageRows:
    sentences = sorted({(r.sentence_number, r.start, r.end, r.sentence) for r in records})
    place = {number: index for index, (number, *_) in enumerate(sentences)}
    # an event joined across pages stands alone on its page again; gathering joins it anew
    own = tuple(
        replace(r, event_id=digest("event", page.id, r.event_id), sentence_number=place[r.sentence_number])
        for r in records
    )
    published = (day_text(page.published), day_text(page.earliest), day_text(page.latest))
    cells = (
        *(page.id, page.url or page.name, page.name, page.url, page.title, page.outlet, page.agency, "[]"),
        *(
            page.language,
            *published,
            "imported",
            None,
            None,
            "[]",
            "[]",
            None,
            None,
            "imported",
            page.fetched,
        ),
        *("import", ""),
    )
    return PageRows(
        page=cells,
        digest=digest(*cells, *map(record_cells, own)),
        paragraphs=(),
        sentences=tuple(sentences),
        mentions=(),
        times=(),
        places=(),
        statements=(),
        records=own,
        problems=(),
    )
