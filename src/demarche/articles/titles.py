"""Choose the headline of an HTML page: what two of its three places agree on."""

import re
from collections import Counter

_SITE = re.compile(r"^(.{15,}?)\s+[|–—-]\s+([^|–—]{2,40})$")


def choose_title(
    *, headline: str | None, social: str | None, heading: str | None, site: str | None
) -> str | None:
    """Return the headline: of JSON-LD, ``og:title`` and ``<h1>`` the one that two agree on, else in that order.

    Search engines and social networks are given headlines of their own; the page's own is seldom alone.
    """
    plain = without_site(social, site=site, others=(headline, heading))
    names = [" ".join(name.split()) for name in (headline, plain, heading) if name and name.strip()]
    if not names:
        return None
    best, count = Counter(names).most_common(1)[0]
    return best if count > 1 else names[0]


def without_site(title: str | None, *, site: str | None, others: tuple[str | None, ...]) -> str | None:
    """Return a title without the site's name behind it: "Talks resume - The Herald"."""
    match = _SITE.match(" ".join((title or "").split()))
    if match is None:
        return title
    named = site is not None and match[2].strip().lower() == site.strip().lower()
    shared = any(" ".join((other or "").split()).startswith(match[1]) for other in others)
    return match[1] if named or shared else title
