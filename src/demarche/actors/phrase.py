"""Who a phrase names, on a day: the phrase cut, full names before short, the head word before its modifiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from demarche.actors.countries import countries_of, joined, later_countries, only_linked
from demarche.actors.described import described_body, described_state, members_on
from demarche.actors.lexicon import Lexicon, Match
from demarche.actors.named import person_in
from demarche.actors.people import People, Person
from demarche.actors.sectors import sectors_of
from demarche.actors.segments import STATE_KINDS, Phrase, Segment, nearest_first, read_phrase
from demarche.actors.words import cut_words
from demarche.tables import Row, Tables
from demarche.types import Actor, Refusal, Resolution

_FORMER_TO_ELITE = ("GOV", "LEG", "JUD", "MIL", "SPY", "COP", "PTY", "UNK", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseContext:
    """What the document has told so far."""

    people: Mapping[str, Person] = field(default_factory=dict)
    """By surname: people whose full name stands earlier."""
    strangers: frozenset[str] = frozenset()
    """Surnames of full names earlier that no table knows."""
    bodies: tuple[Row, ...] = ()
    """Organizations named so far, the nearest first."""
    states: tuple[str, ...] = ()
    """States named so far, the nearest first."""
    role: str = "actor"
    """How the phrase is used: ``actor``, ``place``, ``modifier``."""
    name_type: str = ""
    """``PER``, ``ORG`` or ``LOC`` where a tagger said so; a ``LOC`` is nobody's surname."""
    country: str = ""
    """A country that is known from elsewhere."""


EMPTY = PhraseContext()


def resolve_phrase(
    words: Sequence[str], *, on: date | None, tables: Tables, context: PhraseContext = EMPTY
) -> Resolution:
    """Return whom the phrase names on the day: one actor, several joined ones, or none with the reasons."""
    phrase = _read(tuple(words), on, tables)
    if not phrase.words:
        return Resolution(role="none", basis="empty")
    phrase = nearest_first(phrase, context.states[:20])
    people = tables.derive(People)
    finder = _Finder(phrase, people=people, on=on, context=context, tables=tables)
    return finder.resolution()


def _read(words: tuple[str, ...], on: date | None, tables: Tables) -> Phrase:
    """Return the words as a phrase; news repeat their phrases, so those of late are kept."""
    kept = tables.derive(_kept_phrases)
    phrase = kept.get((words, on))
    if phrase is None:
        lexicon, people = tables.derive(Lexicon), tables.derive(People)
        phrase = read_phrase(cut_words(words), lexicon=lexicon, people=people, on=on)
        if len(kept) >= _KEPT:
            kept.clear()
        kept[words, on] = phrase
    return phrase


def _kept_phrases(tables: Tables) -> dict[tuple[tuple[str, ...], date | None], Phrase]:
    return {}


_KEPT = 20_000


class _Finder:
    """The steps over one phrase, each asked in turn."""

    def __init__(
        self, phrase: Phrase, *, people: People, on: date | None, context: PhraseContext, tables: Tables
    ) -> None:
        self.phrase = phrase
        self.people = people
        self.on = on
        self.context = context
        self.tables = tables
        self.refused: list[Refusal] = []

    def resolution(self) -> Resolution:
        actors = (
            self._short()
            or self._format()
            or self._described()
            or self._ethnic()
            or self._person()
            or self._head_country()
            or self._role()
        )
        self.refused.extend(
            Refusal(candidate=match.row_id, reason="only backs, holds or opposes, or names a descent")
            for match in only_linked(self.phrase)
        )
        kept = tuple(actor for actor in actors if actor.country or actor.sectors)
        if not kept and self._area():
            return Resolution(role="place", basis=f"area:{self.phrase.core.matches[-1].row_id}")
        if not kept:
            reason = self.refused[0].reason if self.refused else "no table knows a word of it"
            refused = self.refused or [Refusal(candidate=self.text(), reason=reason)]
            return Resolution(role="none", basis="unknown", refused=tuple(refused))
        return Resolution(
            actors=kept, role=self.context.role, basis=kept[0].basis, refused=tuple(self.refused)
        )

    def _area(self) -> bool:
        """Return whether the phrase names a sea, a continent or the like, where no state acts."""
        matches = self.phrase.core.matches
        return bool(matches) and matches[-1].kind == "alias" and matches[-1].row["kind"] == "area"

    def text(self, segment: Segment | None = None) -> str:
        words = segment.words if segment else self.phrase.words
        return " ".join(word.text for word in words)

    def _described(self) -> tuple[Actor, ...]:
        body = described_body(self.phrase, bodies=self.context.bodies, on=self.on, tables=self.tables)
        if body is None:
            return ()
        return (body_actor(body, basis=f"description:organizations:{body['id']}"),)

    def _format(self) -> tuple[Actor, ...]:
        """Return the members, on the day, of a group named as one: "the two Koreas", "world powers"."""
        last = self.phrase.core.matches[-1] if self.phrase.core.matches else None
        if last is None or last.kind != "organization" or last.row["kind"] != "format":
            return ()
        basis = f"memberships:{last.row['id']}"
        return tuple(
            self._named(country, (), basis) for country in members_on(last.row["id"], self.on, self.tables)
        )

    def _short(self) -> tuple[Actor, ...]:
        """Return the state of "the North" where the document has named it."""
        words = [word.text for word in self.phrase.core.words]
        row = self.phrase.lexicon.short.get(" ".join(words).lower())
        if (
            row is None
            or row["country"] not in self.context.states
            or not (words[0][:1].isupper() or words[0] == "the")
        ):
            return ()
        return (self._named(row["country"], (), f"aliases:{row['id']}"),)

    def _ethnic(self) -> tuple[Actor, ...]:
        """Return the people of "ethnic Albanians in Serbia": of where they live, not of where they descend from."""
        core = self.phrase.core
        last = core.matches[-1] if core.matches else None
        if last is None or last.kind not in STATE_KINDS or "ethnic" not in self.phrase.kinds(last.first - 1):
            return ()
        homes = later_countries(self.phrase)
        country = homes[0].country if homes else self.context.country
        return (
            Actor(name=self.text(), country=country or None, sectors=("CVL",), basis=f"ethnic:{last.row_id}"),
        )

    def _person(self) -> tuple[Actor, ...]:
        if self.context.name_type == "LOC" and not self.phrase.core.people:
            return ()
        found = person_in(
            self.phrase,
            people=self.people,
            on=self.on,
            known=self.context.people,
            strangers=self.context.strangers,
            countries=tuple(match.country for match in self._countries()),
        )
        self.refused.extend(found.refused)
        if found.person is None:
            return ()
        role = sectors_of(self.phrase, skip_people=True) or self._titled()
        standing = self.people.standing(found.person, on=self.on)
        sectors, office, basis = standing.sectors, standing.office, standing.basis
        if self._former():
            sectors, office, basis = ("ELI",), None, f"former:{found.person.name}"
        elif role and basis.startswith(("former:", "before:")) and "ELI" not in role:
            sectors, basis = role, f"phrase:{basis}"
        return (
            Actor(
                name=found.person.name,
                country=standing.country,
                sectors=sectors,
                entity=f"people:{found.person.name}",
                office=office,
                basis=f"{found.rule}:{basis}",
            ),
        )

    def _titled(self) -> tuple[str, ...]:
        """Return the sectors of a title that is part of the name: "King Hassan"."""
        for match, _ in self.phrase.core.people:
            title = self.phrase.lexicon.match_at(
                self.phrase.words[match.first : match.first + 1], 0, on=self.on
            )
            if title is not None and title.kind == "agent":
                return title.sectors
        return ()

    def _head_country(self) -> tuple[Actor, ...]:
        """Return the actors where the phrase is a bare country, capital, people or place."""
        core = self.phrase.core
        names = [
            match for match in core.matches if match.kind in STATE_KINDS and not self.phrase.foreign(match)
        ]
        if not names or (core.agents() and core.agents()[-1].first > names[-1].first):
            return ()
        last = core.matches[-1]
        if last.kind not in STATE_KINDS or self.phrase.led(last) or self._tail(core, last):
            return ()
        listed = joined(self.phrase, names)
        moved = self._moved_people(last)
        return moved or tuple(self._country_actor(match) for match in (listed if last in listed else (last,)))

    def _tail(self, core: Segment, last: Match) -> bool:
        """Return whether words follow the name in the core that are no table's: "Russian warheads"."""
        rest = self.phrase.words[last.last : core.offset + len(core.words)]
        return last.kind == "demonym" and any(word.text.islower() for word in rest)

    def _moved_people(self, last: Match) -> tuple[Actor, ...]:
        """Return the actor of "Albanians of southern Serbia", "ethnic Turks in Sweden": people are where they live."""
        if last.kind != "demonym" or not self.phrase.words[last.last - 1].plain.endswith("s"):
            return ()
        for segment in self.phrase.segments[1:]:
            if segment.link == "preposition" and segment.opener in ("of", "in", "from", "living", "residing"):
                for match in segment.matches:
                    if match.kind in STATE_KINDS and match.country and not self.phrase.foreign(match):
                        return (self._named(match.country, ("CVL",), f"residents:{match.row_id}"),)
        return ()

    def _country_actor(self, match: Match) -> Actor:
        seat = next((row for row in match.rows if row.get("kind") == "seat"), None)
        if seat is not None and self.context.role == "actor":
            return self._named(seat["country"], (seat["sectors"],), f"aliases:{seat['id']}")
        sectors = match.sectors
        kind = match.row.get("kind", "")
        if match.kind == "alias" and self.context.role != "place":
            if kind == "capital":
                sectors = ("GOV",)
            elif kind == "city" or (
                kind == "people" and not sectors and self.phrase.words[match.last - 1].plain.endswith("s")
            ):
                sectors = ("CVL",)
        return self._named(match.country, sectors, match.row_id)

    def _plural(self, match: Match) -> bool:
        return self.phrase.words[match.last - 1].plain.endswith("s")

    def _named(self, country: str, sectors: tuple[str, ...], basis: str) -> Actor:
        state = self.tables.derive(states_by_code).get(country)
        name = state["name"] if state and (not sectors or sectors == ("GOV",)) else self.text()
        return Actor(
            name=name,
            country=country or None,
            sectors=sectors,
            entity=f"states:{country}" if country else None,
            basis=basis,
        )

    def _role(self) -> tuple[Actor, ...]:
        """Return the actors of a role or body: country from the names, sector from the head word."""
        sectors = sectors_of(self.phrase)
        countries = self._countries()
        body = self._body()
        if sectors is None and body is None:
            return self._loose_country(countries)
        if sectors and sectors[0] in ("JNK", "NON"):
            return ()
        if self._former() and (sectors or ("",))[0] in _FORMER_TO_ELITE and self.phrase.core.agents():
            sectors = ("ELI",)
        found = sectors or ()
        if countries:
            told = found[1:] if found[:1] == ("IGO",) and len(found) > 1 else found
            return tuple(self._role_actor(match.country, told, match.row_id, body) for match in countries)
        if found[:1] in (("NGO",), ("IGO",)) and not self.context.country:
            return (self._role_actor(found[0], found[1:], "agents", body),)
        return (self._role_actor(self.context.country, found, "agents", body),)

    def _role_actor(self, country: str, sectors: tuple[str, ...], basis: str, body: Match | None) -> Actor:
        if body is not None and self._is_head(body) and country == body.country:
            return Actor(
                name=body.row["name"],
                country=country or None,
                sectors=sectors,
                entity=f"{body.table}:{body.row['id']}",
                basis=body.row_id,
            )
        return Actor(
            name=self.text(self.phrase.core) or self.text(),
            country=country or None,
            sectors=sectors,
            basis=f"role:{basis}",
        )

    def _is_head(self, body: Match) -> bool:
        return bool(self.phrase.core.matches) and self.phrase.core.matches[-1] == body

    def _body(self) -> Match | None:
        bodies = self.phrase.core.bodies()
        return bodies[-1] if bodies else None

    def _loose_country(self, countries: tuple[Match, ...]) -> tuple[Actor, ...]:
        """Return the country's actor where a country word modifies a noun that no table knows."""
        if not countries or self.context.role == "modifier":
            return ()
        core = self.phrase.core
        if not any(match in core.matches for match in countries):
            self.refused.append(Refusal(candidate=self.text(), reason="the head is no word for an actor"))
            return ()
        last = countries[-1]
        if last.row.get("kind") == "city" and self.phrase.words[-1].capital:
            return tuple(
                self._named(match.country, ("CVL",), f"modifier:{match.row_id}") for match in countries
            )
        return tuple(self._named(match.country, (), f"modifier:{match.row_id}") for match in countries)

    def _former(self) -> bool:
        core = self.phrase.core
        return any(
            "former" in self.phrase.kinds(index)
            for index in range(core.offset, core.offset + len(core.words))
            if not any(match.first <= index < match.last and match.kind != "agent" for match in core.matches)
        )

    def _countries(self) -> tuple[Match, ...]:
        """Return the matches that tell the country, several where joined by "and"."""
        core = self.phrase.core
        pointed = described_state([word.text for word in core.words], states=self.context.states)
        if pointed:
            row = self.tables.derive(states_by_code)[pointed]
            return (Match(0, 0, "state", (row,)),)
        return countries_of(self.phrase) or self._ruled()

    def _ruled(self) -> tuple[Match, ...]:
        """Return the state of a leader in "the Assad regime"."""
        agents = self.phrase.core.agents()
        if not agents or "ruled" not in self.phrase.kinds(agents[-1].first) or not agents[-1].first:
            return ()
        at = agents[-1].first - 1
        word = self.phrase.words[at]
        before = self.phrase.words[at - 1] if at else None
        if not word.capital or (before and before.capital and before.plain not in ("al", "el")):
            return ()
        leaders = self.people.leaders(word.plain, on=self.on)
        state = self.tables.derive(states_by_code).get(leaders[0].country) if len(leaders) == 1 else None
        return (Match(0, 0, "state", (state,)),) if state is not None else ()


def body_actor(row: Row, *, basis: str) -> Actor:
    """Return the actor of an organization's row."""
    return Actor(
        name=row["name"],
        country=row["country"] or None,
        sectors=tuple(part for part in row["sectors"].split("|") if part),
        entity=f"organizations:{row['id']}",
        basis=basis,
    )


def states_by_code(tables: Tables) -> dict[str, Row]:
    """Return the states by their code."""
    return {row["iso3"]: row for row in tables.rows("states")}
