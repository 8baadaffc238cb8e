"""Find the places of an article and say where they are."""

from collections.abc import Iterator, Mapping, Sequence

from demarche.places.choose import Choice, choose
from demarche.places.gazetteer import Candidate, Gazetteer, build_gazetteer
from demarche.places.names import PlaceName, Setting, find_names
from demarche.tables import Tables
from demarche.types import Analysis, Article, Mention, Place, Refusal


def find_places(
    article: Article, analysis: Analysis, mentions: Sequence[Mention], *, tables: Tables
) -> tuple[Place, ...]:
    """Return the places named in the article's body, in order.

    Adjectives and peoples ("Turkish", "Turks") name no place; see :func:`find_toponyms`.
    """
    found = find_toponyms(article.text, analysis, tables=tables)
    return tuple(place for place in found if not place.basis.startswith("demonym"))


def find_toponyms(text: str, analysis: Analysis, *, tables: Tables) -> tuple[Place, ...]:
    """Return the places of a text, with the countries that adjectives and peoples point to."""
    names, gazetteer = place_names(text, analysis, tables=tables)
    chosen = choose(names, gazetteer, text=text)
    return tuple(_places(names, chosen))


def place_names(text: str, analysis: Analysis, *, tables: Tables) -> tuple[tuple[PlaceName, ...], Gazetteer]:
    """Return the place names of a text, those without a known place too, and the gazetteer."""
    gazetteer = tables.derive(build_gazetteer)
    setting = Setting(text=text, analysis=analysis, gazetteer=gazetteer, words=tables.derive(_build_words))
    return find_names(setting), gazetteer


def _build_words(tables: Tables) -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in tables.rows("place_words"):
        kinds.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in kinds.items()}


def _places(names: Sequence[PlaceName], chosen: Sequence[Choice | None]) -> Iterator[Place]:
    for name, choice in zip(names, chosen, strict=True):
        if choice is None:
            continue
        if name.basis == "demonym":
            basis = f"demonym:{choice.candidate.country or choice.candidate.id}"
        else:
            basis = f"{name.basis}:{choice.candidate.source}:{choice.basis}"
        yield _place(name, choice.candidate, basis, choice.others)


def _place(name: PlaceName, candidate: Candidate, basis: str, others: Sequence[Candidate]) -> Place:
    return Place(
        span=name.span,
        name=candidate.name,
        gazetteer_id=candidate.id,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        country=candidate.country,
        region=candidate.region,
        feature=candidate.feature,
        precision=candidate.precision,
        basis=basis,
        refused=tuple(
            Refusal(
                candidate=f"{other.name}, {other.region or other.country}", reason="less fitting or smaller"
            )
            for other in others
        ),
    )
