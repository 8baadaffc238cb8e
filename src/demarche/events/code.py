"""Code the events of an article: rules on the parse, then parties, factuality, time, place, who says so."""

from dataclasses import replace

from demarche.events import grammar
from demarche.events.books import books
from demarche.events.calls import MODES, Call
from demarche.events.carriers import Carrier
from demarche.events.cast import distinct
from demarche.events.choose import Chooser
from demarche.events.contexts import contexts_of
from demarche.events.factuality import Judgement
from demarche.events.fill import at_home, home_of, other_side
from demarche.events.lemmas import with_known_lemmas
from demarche.events.merge import merged
from demarche.events.occasions import with_occasions
from demarche.events.remarks import remarks
from demarche.events.rules import Match
from demarche.events.same import with_ids
from demarche.events.scene import Scene
from demarche.events.surroundings import place_of, time_of
from demarche.events.turns import turned
from demarche.events.vetoes import other_domain, page_domain
from demarche.tables import Tables
from demarche.types import (
    Actor,
    Analysis,
    Article,
    Event,
    Factuality,
    Layers,
    Party,
    Place,
    Time,
    TimeType,
)

SHARED = frozenset({"AGREE", "COOPERATE", "SUPPORT"})
"""Types that take another side, though a row may name none."""


def code_events(article: Article, analysis: Analysis, layers: Layers, *, tables: Tables) -> tuple[Event, ...]:
    """Return the events that the article's sentences tell, in the order of the text."""
    known = tables.derive(books)
    if page_domain(analysis, layers, words=known.domains) is not None:
        return ()
    scene = Scene(with_known_lemmas(analysis, known.vocabulary), layers, known)
    coder = _Coder(scene)
    found = [event for index in range(len(analysis.sentences)) for event in coder.sentence(index)]
    found.extend(remarks(scene.cast, found))
    found.sort(key=lambda event: (event.sentence, event.token))
    dated = with_occasions(found, analysis=analysis, layers=layers)
    return with_ids(dated, analysis, page_id=article.page_id)


SPOKEN = "statement"
"""Kind of the acts done by words: they get no place."""


class _Coder:
    """Codes one article, sentence by sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.analysis = scene.analysis
        self.chooser = Chooser(scene)

    def sentence(self, index: int) -> list[Event]:
        """Return the events of one sentence."""
        sentence = self.analysis.sentences[index]
        if other_domain(sentence, analysis=self.analysis, words=self.scene.books.domains):
            return []
        calls = self.chooser.calls(sentence)
        matches = self.chooser.matches(sentence, calls)
        acts = frozenset(match.token for match in matches)
        words = acts | {t for t in range(sentence.first, sentence.last) if self.scene.is_cue(t)}
        coded = [self._event(match, index, words=words, acts=acts) for match in matches]
        coded.extend(self._called(call, index) for call in calls)
        return merged([event for event in coded if event is not None], self.analysis)

    def _lacks_partner(self, event_type: str, actors: tuple[Party, ...]) -> bool:
        """Return whether what takes two is told of one side only: "Turkey agreed to a ceasefire in Syria"."""
        return event_type in SHARED and len({party.actor.country for party in actors}) == 1

    def _called(self, call: Call, sentence: int) -> Event:
        inner = self.scene.matcher.type_at(call.token)
        return Event(
            type="REQUEST",
            trigger=self.analysis.span(call.token),
            token=call.token,
            sentence=sentence,
            mode=MODES.get(inner or ""),
            cameo="100",
            kind="statement",
            actors=call.actors,
            recipients=call.recipients,
            statement=call.statement,
            basis="modal",
        )

    def _event(
        self, match: Match, sentence: int, *, words: frozenset[int], acts: frozenset[int]
    ) -> Event | None:
        rule, token = match.rule, match.token
        carrier = self.scene.carrier(token) if rule.pos == "noun" else None
        actors, recipients = self.scene.roles.actors(match), self.scene.roles.recipients(match)
        if carrier is not None and carrier.verb.doer == "object" and not recipients:
            undergoes = grammar.subject(self.analysis, carrier.token)
            recipients = self.scene.roles.whoever(undergoes) if undergoes is not None else ()
        recipients = _without(recipients, actors)
        bare = (*actors, *recipients)
        if not recipients and (rule.recipient or self._lacks_partner(rule.event_type, actors)):
            recipients = other_side(token, actors, cast=self.scene.cast, stops=acts) or home_of(
                actors, rule.event_type
            )
        actors, recipients = (
            self.scene.homes.placed(actors, trigger=token, other=()),
            self.scene.homes.placed(
                recipients, trigger=token, other=actors if at_home(rule.event_type) else ()
            ),
        )
        if self._is_bare(match, carrier, bare):
            return None
        return self._built(match, sentence, parties=(actors, recipients), words=words)

    def _built(
        self,
        match: Match,
        sentence: int,
        *,
        parties: tuple[tuple[Party, ...], tuple[Party, ...]],
        words: frozenset[int],
    ) -> Event:
        """Return the event of a rule that holds, with what its modality, time and place make of it."""
        rule, token = match.rule, match.token
        carrier = self.scene.carrier(token) if rule.pos == "noun" else None
        judged = self.scene.judged(match)
        actors, recipients = parties
        turn = turned(
            rule.event_type,
            judged,
            facts=self.scene.books.types[rule.event_type],
            own_words=self._own_words(token, actors),
        )
        if turn.basis and not actors:
            actors = self.scene.cast.speakers(token)
        time = self._time(match, carrier, words)
        if time is not None and time.type is TimeType.SET and turn.factuality is Factuality.HAPPENED:
            turn = replace(turn, factuality=Factuality.ONGOING)
        kind = _kind(self.scene.books.types[turn.event_type].kind, turn.factuality)
        return Event(
            type=turn.event_type,
            trigger=self.analysis.span(token),
            token=token,
            sentence=sentence,
            mode=rule.mode if turn.event_type == rule.event_type else None,
            contexts=self._contexts(match),
            cameo=rule.cameo if turn.event_type == rule.event_type else None,
            kind=kind,
            actors=actors,
            recipients=recipients,
            place=None if kind == SPOKEN else self._place(token, parties, words),
            time=time,
            factuality=turn.factuality,
            holder=self._holder(judged),
            statement=self.scene.cast.innermost(self.analysis.span(carrier.token if carrier else token)),
            confidence=self._confidence(match),
            basis=self._basis(match) + (f"; {turn.basis}" if turn.basis else ""),
        )

    def _contexts(self, match: Match) -> tuple[str, ...]:
        books = self.scene.books
        return contexts_of(
            match.token, cameo=match.rule.cameo, analysis=self.analysis, words=books.words, codes=books.codes
        )

    def _place(
        self, token: int, parties: tuple[tuple[Party, ...], tuple[Party, ...]], words: frozenset[int]
    ) -> Place | None:
        spans = [party.span for side in parties for party in side if party.span is not None]
        return place_of(token, analysis=self.analysis, layers=self.scene.layers, events=words, taken=spans)

    def _time(self, match: Match, carrier: Carrier | None, words: frozenset[int]) -> Time | None:
        """Return the time of the event's clause, for a noun also that of the verb whose subject it is."""
        token = match.token
        own = time_of(token, analysis=self.analysis, layers=self.scene.layers, events=words)
        if own is not None or match.rule.pos != "noun":
            return own
        head = carrier.token if carrier is not None else self.analysis.head[token]
        subject = carrier is not None or self.analysis.deprel[token] in ("nsubj", "nsubj:pass", "obj")
        if not subject or head in words - {token}:
            return None
        return time_of(head, analysis=self.analysis, layers=self.scene.layers, events=words)

    def _confidence(self, match: Match) -> float:
        guess = self.scene.guesses.get(match.token)
        if match.rule.lemma:
            agrees = guess is not None and guess.type == match.rule.event_type
            return round(0.8 + 0.2 * guess.probability, 3) if guess is not None and agrees else 0.8
        return round(guess.probability, 3) if guess is not None else 0.0

    def _basis(self, match: Match) -> str:
        if match.rule.lemma:
            return f"event_rules:{match.rule.id}"
        return f"{match.rule.id} ({self._confidence(match):.2f})"

    def _is_bare(self, match: Match, carrier: Carrier | None, parties: tuple[Party, ...]) -> bool:
        """Return whether a noun only points back at an event ("the attack") and tells nothing of it."""
        if match.rule.pos != "noun" or carrier is not None or self._is_resumed(match.token):
            return False
        if self.analysis.deprel[match.token] in ("nmod", "obl", "appos", "list", "obl:agent"):
            own = grammar.subtree(self.analysis, match.token)
            return not any(self._stands_in(party, own, match.token) for party in parties)
        return not parties

    def _is_resumed(self, token: int) -> bool:
        """Return whether another noun tells the event's course: "resumption of talks"."""
        head = self.analysis.head[token]
        return (
            self.analysis.deprel[token] == "nmod"
            and self.analysis.lemma[head].lower() in self.scene.books.courses
        )

    def _stands_in(self, party: Party, own: frozenset[int], token: int) -> bool:
        """Return whether a party hangs on the noun by a preposition or as its possessor, not just before it."""
        if party.span is None:
            return False
        plain = set(grammar.children(self.analysis, token, "amod", "compound"))
        return any(party.span.start <= self.analysis.start[t] < party.span.end for t in own - plain - {token})

    def _own_words(self, token: int, actors: tuple[Party, ...]) -> bool:
        speakers = self.scene.cast.speakers(token)
        if not speakers:
            return True
        sides = {party.actor.country for party in actors if party.actor.country}
        return not actors or any(party.actor.country in sides for party in speakers)

    def _holder(self, judged: Judgement) -> tuple[Actor, ...]:
        if judged.holder is None:
            return ()
        subject = grammar.surface_subject(self.analysis, judged.holder)
        return tuple(party.actor for party in self.scene.cast.parties(subject)) if subject is not None else ()


def _without(recipients: tuple[Party, ...], actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the recipients that are not the actors again, by the same words or the same name."""
    spans = {party.span for party in actors}
    names = {(party.actor.name, party.actor.country) for party in actors}
    return distinct(
        party
        for party in recipients
        if party.span not in spans and (party.actor.name, party.actor.country) not in names
    )


def _kind(kind: str, factuality: Factuality) -> str:
    if factuality is Factuality.PLANNED:
        return "planned"
    if factuality is Factuality.ONGOING and kind == "event":
        return "process"
    return kind
