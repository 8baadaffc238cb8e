"""Who each mention of a document is, on the day of publication."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from demarche.actors.countries import CODES
from demarche.actors.focus import fill_countries
from demarche.actors.lexicon import Lexicon
from demarche.actors.people import People, Person
from demarche.actors.phrase import PhraseContext, resolve_phrase, states_by_code
from demarche.actors.usage import usage_of
from demarche.actors.words import fold, split_phrase
from demarche.tables import Row, Tables
from demarche.types import Actor, Analysis, Article, Mention, MentionKind, Refusal, Resolution

_NEAR = 40
"""How many states and bodies named last are kept in mind."""
_FAR = 400
"""How many mentions back "both sides" and "the fighters" look."""
_SPEAKER = frozenset({"we", "us", "our", "i", "me", "my"})


def resolve_actors(
    article: Article, analysis: Analysis, mentions: tuple[Mention, ...], *, tables: Tables
) -> tuple[Resolution, ...]:
    """Return one resolution for each mention, in their order."""
    reader = _Reader(article, analysis, mentions, tables)
    return reader.read()


@dataclass(slots=True)
class _Told:
    """What the document has told so far."""

    people: dict[str, Person] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)
    bodies: list[Row] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


class _Reader:
    def __init__(
        self, article: Article, analysis: Analysis, mentions: tuple[Mention, ...], tables: Tables
    ) -> None:
        self.article = article
        self.analysis = analysis
        self.mentions = mentions
        self.tables = tables
        self.on: date | None = article.published.value or article.published.latest
        self.told = _Told()
        self.by_head = {mention.head: index for index, mention in enumerate(mentions)}
        self.done: list[Resolution] = []

    def read(self) -> tuple[Resolution, ...]:
        self._introduce()
        for mention in self.mentions:
            resolution = self._resolve(mention)
            self._remember(resolution)
            self.done.append(resolution)
        return fill_countries(
            self.analysis, self.mentions, tuple(self.done), home=self._home(), tables=self.tables
        )

    def _home(self) -> str:
        """Return the country of the dateline, empty where there is none."""
        dateline = self.article.dateline
        if dateline is None or not dateline.place:
            return ""
        place = resolve_phrase(split_phrase(dateline.place.title()), on=self.on, tables=self.tables)
        return place.actors[0].country or "" if len(place.actors) == 1 else ""

    def _introduce(self) -> None:
        """Note all full names of the document: they license their surnames, before and after."""
        people = self.tables.derive(People)
        for mention in self.mentions:
            words = self._name(mention)
            if mention.name_type != "PER" or len(words) < 2:
                continue
            found = people.named(" ".join(words))
            if not found:
                self.told.strangers.add(fold(words[-1]))
            elif len(found) == 1:
                self.told.people.setdefault(found[0].surname, found[0])
                self.told.people.setdefault(fold(words[-1]), found[0])

    def _name(self, mention: Mention) -> tuple[str, ...]:
        tags = self.analysis.name
        first = last = mention.head
        if tags[first] == "O":
            return ()
        while tags[first].startswith("I-") and first > 0:
            first -= 1
        while last + 1 < len(tags) and tags[last + 1].startswith("I-"):
            last += 1
        return self.analysis.form[first : last + 1]

    def _resolve(self, mention: Mention) -> Resolution:
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(mention)
        if self._only_links(mention):
            refused = Refusal(
                candidate=self.analysis.form[mention.head], reason="only backs, holds or opposes"
            )
            return Resolution(role="none", basis="link", refused=(refused,))
        pair = self._pair(mention)
        if pair is not None:
            return pair
        role = usage_of(self.analysis, mention, tables=self.tables, seat=self._seat_name(mention))
        tokens = self._tokens(mention)
        words = [self.analysis.form[token] for token in tokens]
        context = self._context(role, mention.name_type)
        resolution = resolve_phrase(words, on=self.on, tables=self.tables, context=context)
        resolution = self._by_neighbours(mention, resolution, context)
        return self._with_role(mention, resolution, role)

    def _pair(self, mention: Mention) -> Resolution | None:
        """Return the two states of "both sides", "the two countries": the last two that one sentence named."""
        kinds = self.tables.derive(Lexicon).word_kinds
        tokens = self._tokens(mention)
        words = {self.analysis.form[token].lower() for token in tokens}
        noun = self.analysis.lemma[mention.head].lower()
        plural = self.analysis.xpos[mention.head] == "NNS"
        bare = "the" in words and len(tokens) == 2 and plural and "definite pair" in kinds.get(noun, ())
        told = bool(words & {"both", "two"}) or bare
        if len(tokens) > 4 or not told or "pair noun" not in kinds.get(noun, ()):
            return None
        named: dict[int, dict[str, Actor]] = {}
        start = max(0, len(self.done) - _FAR)
        for other, resolution in zip(self.mentions[start:], self.done[start:], strict=False):
            for actor in resolution.actors if resolution.role != "none" else ():
                if actor.country and actor.country not in CODES:
                    named.setdefault(self.analysis.sentence_of(other.head), {}).setdefault(
                        actor.country, actor
                    )
        for sentence in sorted(named, reverse=True):
            if len(named[sentence]) >= 2:
                pair = list(named[sentence])[:2]
                states = self.tables.derive(states_by_code)
                actors = tuple(
                    Actor(name=states[code]["name"], country=code, entity=f"states:{code}", basis="pair")
                    for code in pair
                )
                return Resolution(actors=actors, basis=f"pair:sentence-{sentence}")
        return None

    def _only_links(self, mention: Mention) -> bool:
        """Return whether the name stands in "US-backed", "anti-Russian": no actor there."""
        form, token = self.analysis.form, mention.head
        kinds = self.tables.derive(Lexicon).word_kinds
        after = form[token + 2].lower() if token + 2 < len(form) and form[token + 1] == "-" else ""
        before = form[token - 2].lower() if token > 1 and form[token - 1] == "-" else ""
        joined = token > 0 and form[token - 1] == "-" and "foreign" in kinds.get(form[token].lower(), ())
        return joined or "foreign" in kinds.get(after, ()) or "prefix" in kinds.get(before, ())

    def _context(self, role: str, name_type: str = "") -> PhraseContext:
        return PhraseContext(
            people=self.told.people,
            strangers=frozenset(self.told.strangers),
            bodies=tuple(self.told.bodies),
            states=tuple(self.told.states),
            role=role,
            name_type=name_type,
        )

    def _tokens(self, mention: Mention) -> tuple[int, ...]:
        """Return the tokens of the mention, and of a reduced clause behind it: "refugees fleeing Liberia"."""
        analysis = self.analysis
        first = last = mention.head
        while first > 0 and analysis.start[first - 1] >= mention.span.start:
            first -= 1
        while last + 1 < len(analysis.end) and analysis.end[last + 1] <= mention.span.end:
            last += 1
        if mention.kind is MentionKind.NOMINAL:
            for child in analysis.children[mention.head]:
                if analysis.deprel[child] == "acl" and last < child <= last + 3:
                    last = max(last, *self._subtree(child))
        return tuple(range(first, last + 1))

    def _subtree(self, token: int) -> list[int]:
        found = [token]
        for child in self.analysis.children[token]:
            if self.analysis.deprel[child] in (
                "obl",
                "obj",
                "case",
                "nmod",
                "det",
                "amod",
                "compound",
                "flat",
                "advmod",
                "nmod:poss",
            ):
                found.extend(self._subtree(child))
        return found

    def _pronoun(self, mention: Mention) -> Resolution:
        form = self.analysis.form[mention.head].lower()
        if form in _SPEAKER:
            refused = Refusal(candidate=form, reason="points to who speaks: statements tell")
            return Resolution(role="none", basis="speaker", refused=(refused,))
        return self._from_chain(mention) or Resolution(role="none", basis="pronoun")

    def _from_chain(self, mention: Mention) -> Resolution | None:
        if mention.antecedent is None or mention.kind is MentionKind.MODIFIER:
            return None
        earlier = self.done[mention.antecedent]
        if not earlier.actors or (earlier.role == "place" and mention.kind is not MentionKind.PRONOUN):
            return None
        return replace(
            earlier,
            role="actor",
            basis=f"chain:{earlier.basis}".replace("chain:chain:", "chain:"),
            refused=(),
        )

    def _by_neighbours(self, mention: Mention, resolution: Resolution, context: PhraseContext) -> Resolution:
        """Return the resolution helped by an apposition, the chain, or the conjunct that shares its modifier."""
        if any(actor.country for actor in resolution.actors):
            return resolution
        chained = self._from_chain(mention) or self._same_side(mention, resolution)
        if chained is not None and (not resolution.actors or any(actor.country for actor in chained.actors)):
            return chained
        beside = self._apposition(mention, resolution, context)
        if beside is not None:
            return beside
        shared = self._shared_country(mention) or self._owner_country(mention)
        if shared and resolution.actors and mention.kind is MentionKind.NOMINAL:
            actors = tuple(
                replace(actor, country=shared, basis=f"shared:{actor.basis}") for actor in resolution.actors
            )
            return replace(resolution, actors=actors, basis=f"shared:{resolution.basis}")
        return resolution

    def _same_side(self, mention: Mention, resolution: Resolution) -> Resolution | None:
        """Return the armed group last named for "the fighters", "the rebels"."""
        hostile = any(actor.sectors[:1] in (("REB",), ("UAF",)) for actor in resolution.actors)
        children = self.analysis.children[mention.head]
        if not hostile or not any(self.analysis.form[child].lower() == "the" for child in children):
            return None
        for earlier in reversed(self.done[-_FAR:]):
            if any(_is_group(actor) for actor in earlier.actors):
                return replace(earlier, basis=f"same-side:{earlier.basis}", refused=())
        return None

    def _apposition(
        self, mention: Mention, resolution: Resolution, context: PhraseContext
    ) -> Resolution | None:
        """Return who "Sidhoum, Algeria's leading activist" is, by the words beside the name."""
        analysis = self.analysis
        beside = [child for child in analysis.children[mention.head] if analysis.deprel[child] == "appos"]
        if analysis.deprel[mention.head] == "appos":
            beside.append(analysis.head[mention.head])
        if mention.name_type == "PER":
            here = len(self.done)
            near = self.mentions[max(0, here - 3) : here]
            beside.extend(other.head for other in near if self._leads_up_to(other, mention))
        for token in beside:
            index = self.by_head.get(token)
            if index is None or (index < len(self.done) and not self.done[index].actors):
                continue
            other = self.mentions[index]
            words = [analysis.form[place] for place in self._tokens(other)]
            found = resolve_phrase(words, on=self.on, tables=self.tables, context=context)
            if any(actor.country for actor in found.actors):
                return replace(
                    found, actors=self._renamed(mention, found.actors), basis=f"apposition:{found.basis}"
                )
        return None

    def _leads_up_to(self, other: Mention, name: Mention) -> bool:
        """Return whether a role stands right before a name: "Niger's ambassador" before "Brah Mohamane"."""
        return other.kind is MentionKind.NOMINAL and 0 < name.span.start - other.span.end <= 2

    def _renamed(self, mention: Mention, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        name = " ".join(self._name(mention))
        if len(actors) != 1 or not name or mention.name_type != "PER":
            return actors
        return (replace(actors[0], name=name),)

    def _shared_country(self, mention: Mention) -> str:
        """Return the country of "Iranian" for the diplomats in "Iranian officials and diplomats"."""
        analysis = self.analysis
        if analysis.deprel[mention.head] != "conj":
            return ""
        if any(analysis.deprel[child] in ("det", "nmod:poss") for child in analysis.children[mention.head]):
            return ""
        index = self.by_head.get(analysis.head[mention.head])
        if index is None or index >= len(self.done) or len(self.done[index].actors) != 1:
            return ""
        first = self.mentions[index]
        if first.kind is not MentionKind.NOMINAL:
            return ""
        return self.done[index].actors[0].country or ""

    def _owner_country(self, mention: Mention) -> str:
        """Return the country of whom "its" stands for in "its troops"."""
        for child in self.analysis.children[mention.head]:
            index = self.by_head.get(child)
            if self.analysis.deprel[child] == "nmod:poss" and index is not None and index < len(self.done):
                countries = {actor.country for actor in self.done[index].actors}
                return (countries.pop() or "") if len(countries) == 1 else ""
        return ""

    def _with_role(self, mention: Mention, resolution: Resolution, role: str) -> Resolution:
        """Return the resolution with its use: only countries, places and seats can be places."""
        if not resolution.actors:
            return resolution
        actor = resolution.actors[0]
        placed = self._place_like(actor, mention)
        if mention.kind is MentionKind.MODIFIER and role == "modifier":
            return replace(resolution, role="modifier")
        if role == "modifier":
            return replace(resolution, role="actor")
        return replace(resolution, role=role if placed else "actor")

    def _place_like(self, actor: Actor, mention: Mention) -> bool:
        basis = actor.basis
        return mention.kind is not MentionKind.NOMINAL and (
            basis.startswith(("states:", "aliases:", "seat:")) or "-seat" in basis or self._is_seat(basis)
        )

    def _seat_name(self, mention: Mention) -> bool:
        words = fold(" ".join(self.analysis.form[token] for token in self._tokens(mention))).removeprefix(
            "the "
        )
        return words in self.tables.derive(_seat_names)

    def _is_seat(self, basis: str) -> bool:
        seats = self.tables.derive(_seats)
        return basis.removeprefix("groups:") in seats

    def _remember(self, resolution: Resolution) -> None:
        for actor in resolution.actors:
            if actor.entity and actor.entity.startswith("organizations:"):
                row = self.tables.derive(_organizations).get(actor.entity.removeprefix("organizations:"))
                if row is not None:
                    self.told.bodies = [row, *(other for other in self.told.bodies if other is not row)][
                        :_NEAR
                    ]
            elif actor.country:
                others = (state for state in self.told.states if state != actor.country)
                self.told.states = [actor.country, *others][:_NEAR]


def _is_group(actor: Actor) -> bool:
    """Return whether the actor is an armed group itself, not a person of it."""
    return (
        bool(actor.country) and actor.sectors[:1] == ("REB",) and (actor.entity or "").startswith("groups:")
    )


def _organizations(tables: Tables) -> dict[str, Row]:
    return {row["id"]: row for row in tables.rows("organizations")}


def _seat_names(tables: Tables) -> frozenset[str]:
    rows = (row for row in tables.rows("groups") if row["kind"] == "seat")
    return frozenset(fold(name) for row in rows for name in row["names"].split("|"))


def _seats(tables: Tables) -> frozenset[str]:
    return frozenset(row["id"] for row in tables.rows("groups") if row["kind"] == "seat")


def warm(tables: Tables) -> None:
    """Build the indexes ahead of the first article."""
    tables.derive(Lexicon)
    tables.derive(People)


def document_context(
    article: Article,
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    resolutions: tuple[Resolution, ...],
    *,
    before: int | None,
    tables: Tables,
) -> Callable[[str], PhraseContext]:
    """Return what the document tells up to a mention, as a function of the use of the phrase asked about."""
    reader = _Reader(article, analysis, mentions, tables)
    reader._introduce()
    for resolution in resolutions[:before]:
        reader._remember(resolution)
    return reader._context
