"""Remember the lines of a site's pages: a line that stands on another page of the site is hardly the story."""

import zlib
from collections.abc import Sequence

from demarche.articles.lines import Line

_MOST = 20_000
"""Lines remembered for one site."""


class SiteMemory:
    """Lines seen so far, by site. The caller keeps it for as long as a run and hands it to ``read_article``.

    Measured on pages of one site that are months apart: it marks half of the furniture and one body line in 180.
    """

    def __init__(self) -> None:
        self._sites: dict[str, dict[int, str]] = {}

    def repeated(self, site: str, page_id: str, lines: Sequence[Line]) -> frozenset[int]:
        """Return which lines stood on another page of the site."""
        known = self._sites.get(site, {})
        found = ((index, known.get(_key(line))) for index, line in enumerate(lines))
        return frozenset(index for index, page in found if page is not None and page != page_id)

    def keep(self, site: str, page_id: str, lines: Sequence[Line]) -> None:
        """Remember the lines of a page."""
        known = self._sites.setdefault(site, {})
        for line in lines:
            if len(known) >= _MOST:
                return
            known.setdefault(_key(line), page_id)


def _key(line: Line) -> int:
    return zlib.crc32(line.text.encode("utf-8", "replace"))
