"""The country that the words of a phrase tell: nationality and owner before what a preposition adds."""

from collections.abc import Iterable

from demarche.actors.lexicon import Match
from demarche.actors.segments import BODY_KINDS, STATE_KINDS, Phrase

CODES = ("IGO", "NGO", "IMG", "MNC", "ISM", "UNO", "EUR")
"""Codes that stand in a state's place."""


def countries_of(phrase: Phrase) -> tuple[Match, ...]:
    """Return the matches that tell the country, several where joined by "and"."""
    core = phrase.core
    direct = [match for match in core.matches if match.kind in STATE_KINDS and match.country]
    own = [match for match in direct if not phrase.foreign(match)]
    plain = [match for match in own if not phrase.led(match)]
    if plain:
        return joined(phrase, plain)
    bodies = [match for match in core.bodies() if match.country]
    states = [match for match in bodies if match.country not in CODES]
    if states or any(match.country != "IMG" for match in bodies):
        return tuple((states or bodies)[:1])
    if bodies:  # an armed group of many countries fights where the phrase says
        return later_countries(phrase) or tuple(bodies[:1])
    return later_countries(phrase) or tuple(own[:1])


def only_linked(phrase: Phrase) -> tuple[Match, ...]:
    """Return the country words that tell no country: "US-backed", "anti-Russian"."""
    return tuple(
        match for match in phrase.core.matches if match.kind in STATE_KINDS and phrase.foreign(match)
    )


def later_countries(phrase: Phrase) -> tuple[Match, ...]:
    """Return the countries behind "of", "in", "from" and the like."""
    for segment in phrase.segments[1:]:
        if segment.link == "away":
            continue
        states = [
            match
            for match in segment.matches
            if match.kind in STATE_KINDS and match.country and not phrase.foreign(match)
        ]
        if states:
            return joined(phrase, states)
        named = [
            match for match in segment.matches if match.kind in (*BODY_KINDS, "person") and match.country
        ]
        if named:
            return tuple(named[:1])
    return ()


def joined(phrase: Phrase, matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the first match and those that a comma, "and" or "or" joins to it, each country once."""
    first, *others = matches
    kept = [first]
    last = first
    for match in others:
        if not _linked(phrase, last, match):
            break
        last = match
        if match.country not in [other.country for other in kept]:
            kept.append(match)
    return tuple(kept)


def _linked(phrase: Phrase, one: Match, two: Match) -> bool:
    between = phrase.words[one.last : two.first]
    links = [word.plain for word in between if word.plain not in ("the", "of", "from", "both")]
    kinds = phrase.lexicon.word_kinds
    return bool(links) and all(link == "," or "joiner" in kinds.get(link, ()) for link in links)
