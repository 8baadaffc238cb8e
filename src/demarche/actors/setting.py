"""The country of descriptions that name none: "the government", "police", "protesters" on a page about one country.

A page is set in the country of its dateline or in the one that its names point to most. A description of a
home sector (government, army, police, rebels, crowds) belongs there unless its sentence names another country
alone, or its words say otherwise ("foreign", "Western").
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from demarche.actors.words import fold
from demarche.tables import Tables
from demarche.types import Actor, Analysis, Article, Mention, MentionKind, Resolution

_BODIES = frozenset({"UNO", "EUR"})
_SHARE = 0.6
"""What share of the country mentions of a page make it a page about that country."""


def in_setting(
    article: Article,
    analysis: Analysis,
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
    *,
    tables: Tables,
) -> tuple[Resolution, ...]:
    """Return the resolutions, descriptions without a country placed in the country of their setting."""
    named = _named_by_sentence(analysis, mentions, resolutions)
    page = _page_country(article, named, tables=tables)
    return tuple(
        _placed(analysis, mention, resolution, named=named, page=page, tables=tables)
        for mention, resolution in zip(mentions, resolutions, strict=True)
    )


def _placed(
    analysis: Analysis,
    mention: Mention,
    resolution: Resolution,
    *,
    named: dict[int, Counter[str]],
    page: str | None,
    tables: Tables,
) -> Resolution:
    if not resolution.actors or not all(_homeless(actor, tables) for actor in resolution.actors):
        return resolution
    if mention.kind is MentionKind.MODIFIER or _stands_apart(analysis, mention, tables):
        return resolution
    here = named.get(analysis.sentence_of(mention.head), Counter())
    country = next(iter(here)) if len(here) == 1 else page
    if country is None:
        return resolution
    reason = "sentence" if len(here) == 1 else "page"
    actors = tuple(
        replace(actor, country=country, basis=f"setting-{reason}:{actor.basis}")
        for actor in resolution.actors
    )
    return replace(resolution, actors=actors, basis=f"setting-{reason}:{resolution.basis}")


def _homeless(actor: Actor, tables: Tables) -> bool:
    """Return whether an actor has no country but a sector that is at home somewhere."""
    words = tables.derive(_setting_words)
    return (
        not actor.country
        and actor.entity is None
        and bool(actor.sectors)
        and actor.sectors[0] in words["home sector"]
    )


def _stands_apart(analysis: Analysis, mention: Mention, tables: Tables) -> bool:
    """Return whether the description says that it is of elsewhere: "foreign fighters", "Western diplomats"."""
    apart = tables.derive(_setting_words)["apart"]
    first = mention.head
    while first > 0 and analysis.start[first - 1] >= mention.span.start:
        first -= 1
    last = mention.head
    while last + 1 < len(analysis.end) and analysis.end[last + 1] <= mention.span.end:
        last += 1
    return any(fold(analysis.form[token]) in apart for token in range(first, last + 1))


def _named_by_sentence(
    analysis: Analysis, mentions: Sequence[Mention], resolutions: Sequence[Resolution]
) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for mention, resolution in zip(mentions, resolutions, strict=True):
        countries = {actor.country for actor in resolution.actors if actor.country}
        if len(countries) == 1 and not countries & _BODIES:
            sentence = analysis.sentence_of(mention.head)
            found.setdefault(sentence, Counter()).update(str(country) for country in countries)
    return found


def _page_country(article: Article, named: dict[int, Counter[str]], *, tables: Tables) -> str | None:
    """Return the country that the page is about, or None where it is about several."""
    counts: Counter[str] = Counter()
    for counter in named.values():
        counts.update(counter)
    if not counts:
        return None
    country, count = counts.most_common(1)[0]
    if count >= _SHARE * counts.total():
        return country
    place = article.dateline.place if article.dateline else None
    seat = tables.derive(_country_of_seat).get(fold(place)) if place else None
    return seat if seat and counts[seat] >= count / 2 else None


def _setting_words(tables: Tables) -> dict[str, frozenset[str]]:
    rows = tables.rows("setting_words")
    return {
        kind: frozenset(row["word"] for row in rows if row["kind"] == kind)
        for kind in ("apart", "home sector")
    }


def _country_of_seat(tables: Tables) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in tables.rows("states"):
        for name in (row["name"], *row["capital"].split("|")):
            if name:
                found[fold(name)] = row["iso3"]
    return found
