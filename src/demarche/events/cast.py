"""Who is named at which word: mentions and their resolutions, looked up by head token."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from demarche.events import grammar
from demarche.types import Actor, Analysis, Layers, MentionKind, Party, Span, Statement

THING_PRONOUNS = frozenset({"it", "this", "that", "which", "what", "something", "nothing"})
THINGS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET", "X", "SYM"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """The parties of one article by the token that heads their mention."""

    analysis: Analysis
    layers: Layers
    partitives: frozenset[str] = frozenset()
    """Words that only count what follows: "thousands of troops" are troops."""
    mention_at: dict[int, int] = field(default_factory=dict)
    place_at: dict[int, Actor] = field(default_factory=dict)

    def named(self, token: int, *, places: bool = False) -> tuple[Party, ...]:
        """Return the parties that the mention headed by this token stands for; places only when asked."""
        index = self.mention_at.get(token)
        if index is None:
            return self._place(token) if places else ()
        resolution = self.layers.resolutions[index]
        if resolution.role == "none" or (resolution.role == "place" and not places):
            return ()
        if not resolution.actors and places:
            return self._place(token)
        span = self.layers.mentions[index].span
        return tuple(Party(actor=actor, span=span, basis=resolution.basis) for actor in resolution.actors)

    def _place(self, token: int) -> tuple[Party, ...]:
        actor = self.place_at.get(token)
        return (Party(actor=actor, span=self.analysis.span(token), basis=actor.basis),) if actor else ()

    def is_person_like(self, token: int) -> bool:
        """Return whether the token names someone who may act: a person, a resolved actor, he, they."""
        index = self.mention_at.get(token)
        if index is None:
            return False
        mention, resolution = self.layers.mentions[index], self.layers.resolutions[index]
        if mention.name_type == "PER" or (resolution.actors and resolution.role != "place"):
            return True
        return (
            mention.kind is MentionKind.PRONOUN and self.analysis.lemma[token].lower() not in THING_PRONOUNS
        )

    def content(self, token: int) -> int:
        """Return what a counting word counts: troops in "thousands of troops"."""
        if self.analysis.lemma[token].lower() in self.partitives or self.analysis.upos[token] == "NUM":
            return next(grammar.phrases(self.analysis, token, "of"), token)
        return token

    def group(self, token: int) -> tuple[int, ...]:
        """Return the token and its conjuncts, counting words looked through, clauses left out."""
        members: list[int] = []
        for member in self._together(token):
            if self.analysis.upos[member] not in THINGS:
                continue
            counted = self.content(member)
            for inner in grammar.conjuncts(self.analysis, counted) if counted != member else (member,):
                if inner not in members:
                    members.append(inner)
        return tuple(members)

    def _together(self, token: int) -> tuple[int, ...]:
        """Return the conjuncts, also those that hang on the name: "leader Gaddafi and President Zhivkov"."""
        found = list(grammar.conjuncts(self.analysis, token))
        for child in grammar.children(self.analysis, token, "flat", "appos", "nmod"):
            if self.analysis.deprel[child] == "nmod" and not self._is_seat(child):
                continue
            found.extend(c for c in grammar.conjuncts(self.analysis, child)[1:] if self.named(c))
        return tuple(dict.fromkeys(found))

    def _is_seat(self, token: int) -> bool:
        """Return whether a place belongs to an office before it: Ukraine in "President of Ukraine and …"."""
        index = self.mention_at.get(token)
        return index is not None and self.layers.resolutions[index].role == "place"

    def parties(self, token: int, *, places: bool = False) -> tuple[Party, ...]:
        """Return the parties that a phrase names, all its conjuncts included."""
        found = [party for member in self.group(token) for party in self.named(member, places=places)]
        if not found and self.analysis.upos[token] in THINGS:
            for example in grammar.children(self.analysis, token, "appos"):
                found.extend(self.named(example, places=places))
        return distinct(found)

    def modifiers(self, token: int) -> tuple[Party, ...]:
        """Return the parties named by words before a noun: "a US decision", "Israeli-Syrian talks"."""
        found: list[Party] = []
        for child in grammar.children(self.analysis, token, "amod", "compound", "nmod", "nmod:desc"):
            if child < token and not grammar.case_of(self.analysis, child):
                for member in grammar.conjuncts(self.analysis, child):
                    found.extend(self.named(member, places=True))
                    found.extend(self._nested(member))
        return distinct(found)

    def _nested(self, token: int) -> Iterator[Party]:
        """Yield the parties inside a compound of compounds: "Russia" in "Russia-Japan talks"."""
        if self.analysis.xpos[token] in ("VBN", "VBD"):
            return
        for child in grammar.children(self.analysis, token, "compound", "amod", "punct", "dep"):
            yield from self.named(child, places=True)

    def possessors(self, token: int) -> tuple[Party, ...]:
        """Return the parties whose thing it is: "Moscow's plan"."""
        found: list[Party] = []
        for child in grammar.children(self.analysis, token, "nmod:poss"):
            found.extend(self.parties(child, places=True))
        return distinct(found)

    def innermost(self, span: Span) -> int | None:
        """Return the index of the smallest statement whose content covers the span."""
        best, size = None, 0
        for index, statement in enumerate(self.layers.statements):
            for content in statement.content:
                length = content.end - content.start
                if content.holds(span) and (best is None or length < size):
                    best, size = index, length
        return best

    def speakers(self, token: int) -> tuple[Party, ...]:
        """Return who says what the token stands in."""
        index = self.innermost(self.analysis.span(token))
        return () if index is None else voices(self.layers.statements[index])


def voices(statement: Statement) -> tuple[Party, ...]:
    """Return the speakers of a statement as parties."""
    return tuple(Party(actor=actor, span=statement.source, basis="statement") for actor in statement.speaker)


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties without repetitions of the same actor."""
    found: dict[tuple[str, str | None], Party] = {}
    for party in parties:
        found.setdefault((party.actor.name, party.actor.country), party)
    return tuple(found.values())


def cast_of(analysis: Analysis, layers: Layers, *, partitives: frozenset[str]) -> Cast:
    """Return the cast of an article."""
    heads: dict[int, int] = {}
    for index, mention in enumerate(layers.mentions):
        taken = heads.get(mention.head)
        if taken is None or _better(layers, index, taken):
            heads[mention.head] = index
    return Cast(
        analysis=analysis,
        layers=layers,
        partitives=partitives,
        mention_at=heads,
        place_at=_places(analysis, layers),
    )


def _better(layers: Layers, index: int, taken: int) -> bool:
    """Return whether a mention says more of its head than the one taken so far."""
    new, old = layers.resolutions[index], layers.resolutions[taken]
    if bool(new.actors) != bool(old.actors):
        return bool(new.actors)
    return layers.mentions[taken].kind is MentionKind.MODIFIER


def _places(analysis: Analysis, layers: Layers) -> dict[int, Actor]:
    starts = {start: token for token, start in enumerate(analysis.start)}
    found: dict[int, Actor] = {}
    for place in layers.places:
        token = starts.get(place.span.start)
        if token is None or not place.country:
            continue
        while analysis.head[token] != token and place.span.holds(analysis.span(analysis.head[token])):
            token = analysis.head[token]
        found[token] = Actor(name=place.name, country=place.country, basis=f"places:{place.gazetteer_id}")
    return found
