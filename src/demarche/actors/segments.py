"""A phrase cut at its prepositions, with what the tables know of each stretch."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from demarche.actors.lexicon import Lexicon, Match
from demarche.actors.people import People, Person
from demarche.actors.words import Word

STATE_KINDS = ("state", "demonym", "alias")
BODY_KINDS = ("organization", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a phrase between two prepositions."""

    link: str
    """Kind of what opens it: empty for the first, ``preposition``, ``away``, ``apposition``."""
    opener: str
    words: tuple[Word, ...]
    matches: tuple[Match, ...]
    """Positions count in the whole phrase's words."""
    people: tuple[tuple[Match, tuple[Person, ...]], ...] = ()
    offset: int = 0

    def agents(self) -> tuple[Match, ...]:
        """Return the role words."""
        return tuple(match for match in self.matches if match.kind == "agent")

    def bodies(self) -> tuple[Match, ...]:
        """Return the organizations and groups."""
        return tuple(match for match in self.matches if match.kind in BODY_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase as words and segments."""

    words: tuple[Word, ...]
    segments: tuple[Segment, ...]
    lexicon: Lexicon

    @property
    def core(self) -> Segment:
        """Return the first segment: what stands before any preposition."""
        return self.segments[0]

    def kinds(self, index: int) -> frozenset[str]:
        """Return what kinds of phrase word stand at a position."""
        if not 0 <= index < len(self.words):
            return frozenset()
        return self.lexicon.word_kinds.get(self.words[index].plain, frozenset())

    def foreign(self, match: Match) -> bool:
        """Return whether a country word doesn't tell the country: "US-backed", "anti-Russian", "ethnic Albanian"."""
        if match.last < len(self.words) and "foreign" in self.kinds(match.last):
            word = self.words[match.last]
            if word.joined or word.plain in ("backed", "occupied"):
                return True
        before = self.kinds(match.first - 1)
        return "ethnic" in before or ("prefix" in before and self.words[match.first].joined)

    def led(self, match: Match) -> bool:
        """Return whether a country word only leads or houses: "US-led", "London-based"."""
        return match.last < len(self.words) and "led" in self.kinds(match.last)


@dataclass(slots=True)
class _Open:
    link: str
    opener: str
    start: int
    matches: list[Match] = field(default_factory=list)
    people: list[tuple[Match, tuple[Person, ...]]] = field(default_factory=list)


def read_phrase(
    words: Sequence[Word],
    *,
    lexicon: Lexicon,
    people: People,
    on: date | None,
) -> Phrase:
    """Return the phrase cut in segments, names and role words found."""
    done: list[Segment] = []
    current = _Open("", "", 0)
    index = 0
    while index < len(words):
        size, found = people.match_at(words, index)
        match = lexicon.match_at(words, index, on=on)
        if found and (match is None or match.last - index < size or match.kind == "agent"):
            person = Match(index, index + size, "person", found[0].terms[:1])
            current.matches.append(person)
            current.people.append((person, found))
            index += size
            continue
        if match is not None and not _grammar_word(words, match, lexicon):
            current.matches.append(match)
            index = match.last
            continue
        link = _link(words, index, current, lexicon)
        if link == "breaker":
            break
        if link:
            done.append(_closed(current, words, index))
            current = _Open(link, words[index].plain, index + 1)
        index += 1
    done.append(_closed(current, words, index))
    return Phrase(words=tuple(words), segments=tuple(done), lexicon=lexicon)


def nearest_first(phrase: Phrase, near: Sequence[str]) -> Phrase:
    """Return the phrase with, of several bodies of one name, the one of the nearest state first.

    ``near``: states named nearby, the nearest first.
    """
    if not near or not any(len(match.rows) > 1 for segment in phrase.segments for match in segment.matches):
        return phrase
    segments = tuple(
        replace(segment, matches=tuple(_nearest(match, near) for match in segment.matches))
        for segment in phrase.segments
    )
    return replace(phrase, segments=segments)


def _nearest(match: Match, near: Sequence[str]) -> Match:
    """Return the match with the row of the nearest state first."""
    if len(match.rows) < 2:
        return match
    order = {country: place for place, country in reversed(list(enumerate(near)))}
    rows = sorted(match.rows, key=lambda row: order.get(row.get("country", ""), len(near)))
    return Match(match.first, match.last, match.kind, tuple(rows))


def _closed(current: _Open, words: Sequence[Word], end: int) -> Segment:
    return Segment(
        link=current.link,
        opener=current.opener,
        words=tuple(words[current.start : end]),
        matches=tuple(current.matches),
        people=tuple(current.people),
        offset=current.start,
    )


def _grammar_word(words: Sequence[Word], match: Match, lexicon: Lexicon) -> bool:
    """Return whether the match is only a preposition or the like that some table happens to hold."""
    if match.last - match.first > 1 or (match.kind == "agent" and words[match.first].text.islower()):
        return False
    kinds = lexicon.word_kinds.get(words[match.first].plain, frozenset())
    return (
        bool(kinds & {"preposition", "away", "breaker", "determiner"})
        and not words[match.first].text.isupper()
    )


def _link(words: Sequence[Word], index: int, current: _Open, lexicon: Lexicon) -> str:
    word = words[index]
    if word.plain in ("(", ")", ";", ":", "[", "]", "—", "…", "...", "--"):
        return "apposition" if index > current.start else ""
    if word.plain == ",":
        return "" if not current.matches or _listed(words, index, lexicon) else "apposition"
    kinds = lexicon.word_kinds.get(word.plain, frozenset())
    if not kinds or word.joined or index == 0 or (word.plain.endswith("ing") and not current.matches):
        return ""
    for kind in ("preposition", "away", "breaker"):
        if kind in kinds and not (kind == "preposition" and word.capital):
            return kind
    return ""


def _listed(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Return whether a comma parts the members of a list: another comma or "and" follows soon."""
    following = [word.plain for word in words[index + 1 : index + 6]]
    return "and" in following or "or" in following
