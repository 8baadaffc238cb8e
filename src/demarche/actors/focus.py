"""The country of a role that the text names without one: "police", "the government", by sentence and document."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from demarche.actors.countries import CODES
from demarche.actors.words import fold
from demarche.tables import Tables
from demarche.types import Actor, Analysis, Mention, MentionKind, Resolution

_HOSTILE = frozenset({"REB", "UAF", "CRM"})
_STATE = frozenset({"GOV", "LEG"})
"""Whose officials meet and speak abroad too: the place of a sentence does not make them its own."""


def fill_countries(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    resolutions: tuple[Resolution, ...],
    *,
    home: str,
    tables: Tables,
) -> tuple[Resolution, ...]:
    """Return the resolutions, roles without a country given the one that their sentence or the document is about.

    ``home`` is the country of the dateline, empty where there is none. The sentence decides where it names one
    country only; a country that acts on the role ("the US urged the government") never becomes its own. The
    ``basis`` says ``sentence:`` or ``document:``, so that a reader can tell a stated country from an inferred one.
    """
    by_sentence = _countries_by_sentence(analysis, mentions, resolutions)
    focus = home or _focus(resolutions)
    words = tables.derive(_setting_words)
    return tuple(
        _filled(analysis, mention, resolution, by_sentence, focus)
        if _homeless(analysis, mention, resolution, words)
        else resolution
        for mention, resolution in zip(mentions, resolutions, strict=True)
    )


def _homeless(
    analysis: Analysis, mention: Mention, resolution: Resolution, words: dict[str, frozenset[str]]
) -> bool:
    """Return whether a role has no country but a sector that is at home somewhere, and no word that says elsewhere."""
    if len(resolution.actors) != 1 or mention.kind is MentionKind.MODIFIER:
        return False
    actor = resolution.actors[0]
    if actor.country or not actor.sectors or actor.sectors[0] not in words["home sector"]:
        return False
    if any(analysis.form[child].lower() == "as" for child in analysis.children[mention.head]):
        return False
    first = last = mention.head
    while first > 0 and analysis.start[first - 1] >= mention.span.start:
        first -= 1
    while last + 1 < len(analysis.end) and analysis.end[last + 1] <= mention.span.end:
        last += 1
    return not any(fold(analysis.form[token]) in words["apart"] for token in range(first, last + 1))


def _setting_words(tables: Tables) -> dict[str, frozenset[str]]:
    rows = tables.rows("setting_words")
    return {
        kind: frozenset(row["word"] for row in rows if row["kind"] == kind)
        for kind in ("apart", "home sector")
    }


def _filled(
    analysis: Analysis,
    mention: Mention,
    resolution: Resolution,
    by_sentence: dict[int, list[tuple[int, str, str]]],
    focus: str,
) -> Resolution:
    actor = resolution.actors[0]
    found = by_sentence.get(analysis.sentence_of(mention.head), [])
    country, level = _of_sentence(analysis, mention, found, sector=actor.sectors[0], focus=focus), "sentence"
    if not country:
        linked = {refusal.candidate for refusal in resolution.refused}
        country, level = "" if linked else focus, "document"
    if not country:
        return resolution
    basis = f"{level}:{actor.basis}"
    return replace(resolution, actors=(replace(actor, country=country, basis=basis),), basis=basis)


def _of_sentence(
    analysis: Analysis, mention: Mention, found: list[tuple[int, str, str]], *, sector: str, focus: str
) -> str:
    usable = [
        (token, country, role)
        for token, country, role in found
        if role == "place" or (sector not in _HOSTILE and not _opposite(analysis, token, mention.head))
    ]
    places = {country for _, country, role in usable if role == "place"}
    everything = {country for _, country, _ in usable}
    if len(everything) == 1:
        only = next(iter(everything))
        abroad = (
            sector in _STATE and focus not in ("", only) and all(role == "place" for _, _, role in usable)
        )
        return focus if abroad else only
    return next(iter(places)) if len(places) == 1 and sector not in _STATE else ""


def _opposite(analysis: Analysis, one: int, two: int) -> bool:
    """Return whether two mentions are the two sides of one verb: its subject and its object."""
    verbs = (analysis.head[one], analysis.head[two])
    relations = {analysis.deprel[one].split(":")[0], analysis.deprel[two].split(":")[0]}
    return verbs[0] == verbs[1] and "nsubj" in relations and bool(relations & {"obj", "iobj", "obl"})


def _countries_by_sentence(
    analysis: Analysis, mentions: tuple[Mention, ...], resolutions: tuple[Resolution, ...]
) -> dict[int, list[tuple[int, str, str]]]:
    found: dict[int, list[tuple[int, str, str]]] = {}
    for mention, resolution in zip(mentions, resolutions, strict=True):
        for actor in resolution.actors:
            if _tells(actor) and actor.country and resolution.role != "none":
                sentence = found.setdefault(analysis.sentence_of(mention.head), [])
                sentence.append((mention.head, actor.country, resolution.role))
    return found


def _tells(actor: Actor) -> bool:
    """Return whether the actor's country tells what the text is about: a state, not who reports."""
    return bool(actor.country) and actor.country not in CODES and "JRN" not in actor.sectors


def _focus(resolutions: Sequence[Resolution]) -> str:
    """Return the country that the document is about: named most by far, names of places counting double."""
    counts: Counter[str] = Counter()
    for resolution in resolutions:
        for actor in resolution.actors:
            if _tells(actor) and actor.country:
                counts[actor.country] += 2 if resolution.role == "place" else 1
    if not counts:
        return ""
    (country, count), *others = counts.most_common(2)
    return country if count * 2 >= counts.total() or count >= 2 * (others[0][1] if others else 0) else ""
