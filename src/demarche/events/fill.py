"""Fill in what a sentence leaves out, marked as implied.

The other side where only a place or a thing names it; the country of "the police", "residents", "rebels"
where the place tells it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from demarche.events import grammar
from demarche.events.cast import Cast, distinct
from demarche.types import MentionKind, Party

LINKS = frozenset(
    [
        "obj",
        "obl",
        "nmod",
        "nmod:poss",
        "amod",
        "compound",
        "conj",
        "xcomp",
        "obl:unmarked",
        "nsubj:pass",
        "iobj",
        "appos",
    ]
)
PLACES = frozenset(
    {
        "in",
        "of",
        "on",
        "against",
        "for",
        "with",
        "to",
        "from",
        "into",
        "over",
        "at",
        "near",
        "along",
        "between",
        "across",
        "toward",
        "towards",
        "around",
        "outside",
        "by",
    }
)
HOME_TYPES = frozenset({"PROTEST", "COERCE", "CONCEDE"})
"""Acts that are done at home unless the sentence says otherwise."""
HOME_SECTORS = frozenset(
    {
        "CVL",
        "COP",
        "MIL",
        "GOV",
        "REB",
        "UAF",
        "OPP",
        "LEG",
        "JUD",
        "LAB",
        "AGR",
        "EDU",
        "ELI",
        "CRM",
        "MED",
        "SPY",
        "PTY",
        "REL",
        "SOC",
        "UNK",
        "JRN",
        "BUS",
        "REF",
    }
)
SHARE = 0.5
ENOUGH = 4


def other_side(
    trigger: int, actors: tuple[Party, ...], *, cast: Cast, stops: frozenset[int]
) -> tuple[Party, ...]:
    """Return the party named or located in the event's own clause, as implied: of another country, else at home."""
    own = {party.actor.country for party in actors}
    names = {party.actor.name for party in actors}
    at_home: tuple[Party, ...] = ()
    for token in _clause(trigger, cast, stops):
        named = [p for p in cast.named(token, places=True) if p.actor.country]
        foreign = [p for p in named if p.actor.country not in own]
        if foreign:
            return _implied(foreign)
        if not at_home:
            at_home = _implied([p for p in named if p.actor.name not in names])
    return at_home


def _implied(parties: list[Party]) -> tuple[Party, ...]:
    return distinct(replace(party, span=None, basis=f"implied; {party.basis}") for party in parties)


def _clause(trigger: int, cast: Cast, stops: frozenset[int]) -> Iterator[int]:
    """Yield the words of the trigger's own phrases, the object's first, not those of other events."""
    analysis = cast.analysis
    objects = [c for c in analysis.children[trigger] if analysis.deprel[c] in ("obj", "nsubj:pass", "iobj")]
    others = [c for c in analysis.children[trigger] if c not in objects]
    queue = objects + others
    for token in queue:
        relation = analysis.deprel[token]
        purpose = relation == "advcl" and grammar.first(analysis, token, "mark") is not None
        if token in stops or (relation not in LINKS and not (purpose and analysis.xpos[token] == "VB")):
            continue
        cases = grammar.case_of(analysis, token)
        if cases and not PLACES & set(cases):
            continue
        yield token
        queue.extend(analysis.children[token])


def at_home(event_type: str) -> bool:
    """Return whether acts of a type are done at home unless the sentence says otherwise."""
    return event_type in HOME_TYPES


def home_of(actors: tuple[Party, ...], event_type: str) -> tuple[Party, ...]:
    """Return the doer's own state as the other side of what is done at home: protest, arrest, curfew."""
    if event_type not in HOME_TYPES:
        return ()
    countries = list(dict.fromkeys(p.actor.country for p in actors if p.actor.country))
    if len(countries) != 1:
        return ()
    state = replace(
        actors[0].actor,
        name=f"{countries[0]} (home)",
        country=countries[0],
        sectors=("GOV",) if event_type == "PROTEST" else ("CVL",),
    )
    return (Party(actor=state, span=None, basis="implied; home"),)


class Homes:
    """Gives the country of parties that are only described."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._page = self._dominant()

    def placed(
        self, parties: tuple[Party, ...], *, trigger: int, other: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        """Return the parties, those described without a country given that of the place, the page or the other side."""
        if all(party.actor.country for party in parties):
            return parties
        country = (
            self._near(trigger)
            or self._page
            or next((p.actor.country for p in other if p.actor.country), None)
        )
        return tuple(self._with(party, country) for party in parties)

    def _with(self, party: Party, country: str | None) -> Party:
        actor = party.actor
        if country is None or actor.country or actor.entity or not self._described(party):
            return party
        if actor.sectors and actor.sectors[0] not in HOME_SECTORS:
            return party
        return replace(party, actor=replace(actor, country=country), basis=f"{party.basis}; place")

    def _described(self, party: Party) -> bool:
        layers = self.cast.layers
        return any(
            mention.span == party.span and mention.kind is not MentionKind.NAME for mention in layers.mentions
        )

    def _near(self, trigger: int) -> str | None:
        """Return the country of the one place that the event's sentence names."""
        analysis = self.cast.analysis
        sentence = analysis.sentences[analysis.sentence_of(trigger)]
        found = {p.country for p in self.cast.layers.places if p.country and sentence.span.holds(p.span)}
        return found.pop() if len(found) == 1 else None

    def _dominant(self) -> str | None:
        """Return the country that most places of the page lie in, where there are enough of them."""
        counts = Counter(place.country for place in self.cast.layers.places if place.country)
        total = sum(counts.values())
        if total < ENOUGH:
            return None
        country, count = counts.most_common(1)[0]
        return country if count / total > SHARE else None
