"""Code the events of an article: rules on the parse, then parties, factuality, time, place, who says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from demarche.events import grammar
from demarche.events.calls import MODES, Call, call_at
from demarche.events.carriers import Carrier, LightVerbs, carrier_of, light_verbs
from demarche.events.cast import Cast, cast_of, distinct
from demarche.events.contexts import ContextWords, cameo_contexts, context_words, contexts_of
from demarche.events.factuality import Cues, Judgement, cue_book, judge
from demarche.events.fill import Homes, home_of, other_side
from demarche.events.learned import Guess, guesses
from demarche.events.lemmas import Vocabulary, vocabulary, with_known_lemmas
from demarche.events.merge import merged
from demarche.events.occasions import with_occasions
from demarche.events.remarks import remarks
from demarche.events.roles import Roles
from demarche.events.rules import Match, Matcher, RuleBook, rule_book, word_sets
from demarche.events.same import with_ids
from demarche.events.surroundings import place_of, time_of
from demarche.events.turns import TypeFacts, turned, type_facts
from demarche.events.vetoes import (
    DomainWords,
    domain_words,
    is_background,
    is_generic,
    is_modifier,
    other_domain,
)
from demarche.tables import Tables
from demarche.types import Actor, Analysis, Article, Event, Factuality, Layers, Party, Time, TimeType

ABSORBING_RELATIONS = frozenset(
    {"xcomp", "ccomp", "obj", "obl", "nmod", "conj", "nsubj:pass", "csubj", "nsubj"}
)
PROPOSES = 0.6
"""From which probability on the learned part codes a word that no row knows."""
VETOES = 0.995
TIME_WORDS = frozenset({"after", "before", "since", "during", "amid", "despite", "following", "follow"})
"""Prepositions that lead out of what is asked for: "called for talks after the attack"."""
ABSORBING_MODES = frozenset({"allege", "investigate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """All that the tables say of events, indexed."""

    rules: RuleBook
    cues: Cues
    verbs: LightVerbs
    types: dict[str, TypeFacts]
    domains: DomainWords
    words: ContextWords
    codes: ContextWords
    vocabulary: Vocabulary
    courses: frozenset[str]
    """Nouns for the course of an event: start, resumption."""


def books(tables: Tables) -> Books:
    """Return the books of the tables; a module-level function, for ``tables.derive``."""
    return Books(
        rules=tables.derive(rule_book),
        cues=tables.derive(cue_book),
        verbs=tables.derive(light_verbs),
        types=tables.derive(type_facts),
        domains=tables.derive(domain_words),
        words=tables.derive(context_words),
        codes=tables.derive(cameo_contexts),
        vocabulary=tables.derive(vocabulary),
        courses=tables.derive(word_sets).get("course", frozenset()),
    )


def code_events(article: Article, analysis: Analysis, layers: Layers, *, tables: Tables) -> tuple[Event, ...]:
    """Return the events that the article's sentences tell, in the order of the text."""
    known = tables.derive(books)
    coder = _Coder(with_known_lemmas(analysis, known.vocabulary), layers, known)
    found = [event for index in range(len(analysis.sentences)) for event in coder.sentence(index)]
    found.extend(remarks(coder.cast, found))
    found.sort(key=lambda event: (event.sentence, event.token))
    dated = with_occasions(found, analysis=analysis, layers=layers)
    return with_ids(dated, page_id=article.page_id)


class _Coder:
    """Codes one article, sentence by sentence."""

    def __init__(self, analysis: Analysis, layers: Layers, known: Books) -> None:
        self.analysis = analysis
        self.layers = layers
        self.books = known
        self.cast: Cast = cast_of(analysis, layers, partitives=known.rules.partitives)
        self.matcher = Matcher(
            self.cast, book=known.rules, carrier=self._carrier_token, holder=self._holder_token
        )
        self.roles = Roles(self.cast, self.matcher)
        self.homes = Homes(self.cast)
        self.guesses: dict[int, Guess] = guesses(analysis)
        self._carriers: dict[int, Carrier | None] = {}

    def carrier(self, token: int) -> Carrier | None:
        """Return the light verb that carries a noun."""
        if token not in self._carriers:
            self._carriers[token] = carrier_of(token, analysis=self.analysis, verbs=self.books.verbs)
        return self._carriers[token]

    def _carrier_token(self, token: int) -> int | None:
        carrier = self.carrier(token)
        return carrier.token if carrier is not None and carrier.verb.doer == "subject" else None

    def _holder_token(self, token: int) -> int | None:
        carrier = self.carrier(token)
        return carrier.token if carrier is not None else None

    def sentence(self, index: int) -> list[Event]:
        """Return the events of one sentence."""
        sentence = self.analysis.sentences[index]
        if other_domain(sentence, analysis=self.analysis, words=self.books.domains):
            return []
        calls = self._calls(sentence.first, sentence.last)
        matches = list(self._kept(self._matches(sentence.first, sentence.last), calls))
        speech = {t for t in range(sentence.first, sentence.last) if self._is_cue(t)}
        words = frozenset(match.token for match in matches) | speech
        coded = [self._event(match, index, words) for match in matches]
        coded.extend(self._called(call, index) for call in calls)
        return merged([event for event in coded if event is not None], self.analysis)

    def _calls(self, first: int, last: int) -> list[Call]:
        found = (call_at(token, self.cast) for token in range(first, last))
        return [call for call in found if call is not None]

    def _called(self, call: Call, sentence: int) -> Event:
        inner = self.matcher.type_at(call.token)
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

    def _is_cue(self, token: int) -> bool:
        span = self.analysis.span(token)
        return any(s.cue is not None and s.cue.holds(span) for s in self.layers.statements)

    def _matches(self, first: int, last: int) -> Iterator[Match]:
        for token in range(first, last):
            if is_modifier(token, analysis=self.analysis) or is_generic(token, analysis=self.analysis):
                continue
            match = self.matcher.match(token)
            guess = self.guesses.get(token)
            if match is None and guess is not None and not self._is_cue(token):
                match = self._proposed(token, guess)
            if match is not None and not self._is_vetoed(match, guess):
                yield match

    def _proposed(self, token: int, guess: Guess) -> Match | None:
        if guess.probability < PROPOSES or guess.type == "STATEMENT":
            return None
        return self.matcher.default(token, guess.type)

    def _is_vetoed(self, match: Match, guess: Guess | None) -> bool:
        """Return whether the learned part is sure that a word tells no event, against a row that says little."""
        return guess is not None and match.rule.weight <= 1 and guess.nothing >= VETOES

    def _kept(self, matches: Iterator[Match], calls: list[Call]) -> Iterator[Match]:
        """Yield the matches that no other match has used up or absorbed."""
        found = [match for match in matches if not self._yields_to_noun(match)]
        used = {token for match in found for token in self._used(match)}
        absorbing = {match.token for match in found if self._absorbs(match)} | {c.token for c in calls}
        used |= {call.token for call in calls}
        used |= {token for match in found for token in self._commented(match)}
        for match in found:
            if match.rule.event_type == "NONE":
                continue
            if match.token in used and not self._is_denied(match):
                continue
            if is_background(match.token, analysis=self.analysis):
                continue
            if not self._is_absorbed(match, absorbing) or self._is_denied(match):
                yield match

    def _is_denied(self, match: Match) -> bool:
        judged = self._judged(match, self.carrier(match.token) if match.rule.pos == "noun" else None)
        return judged.factuality is Factuality.DENIED and judged.holder is not None

    def _yields_to_noun(self, match: Match) -> bool:
        """Return whether a verb only carries a noun that says more: "launched a hunger strike"."""
        if match.rule.pos != "verb" or match.object is None or not match.rule.object.words:
            return False
        noun = self.matcher.match(match.object)
        return (
            noun is not None
            and noun.rule.pos == "noun"
            and bool(noun.rule.object)
            and noun.rule.event_type != match.rule.event_type
            and self.carrier(match.object) is not None
        )

    def _used(self, match: Match) -> Iterator[int]:
        """Yield the words that made a verb's rule hold: "sanctions" in "imposed sanctions"."""
        rule = match.rule
        if rule.object.words and match.object is not None:
            yield from grammar.conjuncts(self.analysis, match.object)
        if rule.preposition_object.words and match.phrase is not None:
            yield from grammar.conjuncts(self.analysis, match.phrase)

    def _commented(self, match: Match) -> Iterator[int]:
        """Yield all words of what a comment is on: what is rejected as untrue, hoped for or not commented."""
        if match.rule.event_type != "STATEMENT" or match.rule.mode == "expect":
            return
        for part in (match.object, *grammar.complements(self.analysis, match.token)):
            if part is not None:
                yield from grammar.subtree(self.analysis, part)

    def _absorbs(self, match: Match) -> bool:
        rule = match.rule
        if rule.event_type == "NONE":
            return False
        return self.books.types[rule.event_type].absorbs or rule.mode in ABSORBING_MODES

    def _is_absorbed(self, match: Match, absorbing: set[int]) -> bool:
        """Return whether an event is what another one asks for, promises, refuses or threatens."""
        walker = match.carrier if match.carrier is not None else match.token
        for _ in range(8):
            head, relation = self.analysis.head[walker], self.analysis.deprel[walker].split(":pass")[0]
            if head == walker:
                return False
            infinitive = (
                relation in ("acl", "advcl") and grammar.first(self.analysis, walker, "mark") is not None
            )
            if relation not in ABSORBING_RELATIONS and not infinitive:
                return False
            if TIME_WORDS & set(grammar.case_of(self.analysis, walker)):
                return False
            if head in absorbing and head != match.token:
                return relation not in ("conj", "nsubj")
            walker = head
        return False

    def _event(self, match: Match, sentence: int, words: frozenset[int]) -> Event | None:
        rule, token = match.rule, match.token
        carrier = self.carrier(token) if rule.pos == "noun" else None
        judged = self._judged(match, carrier)
        actors, recipients = self.roles.actors(match), self.roles.recipients(match)
        if carrier is not None and carrier.verb.doer == "object" and not recipients:
            undergoes = grammar.subject(self.analysis, carrier.token)
            recipients = self.roles.whoever(undergoes) if undergoes is not None else ()
        recipients = _without(recipients, actors)
        bare = (*actors, *recipients)
        if not recipients and rule.recipient:
            recipients = other_side(token, actors, cast=self.cast, stops=words) or home_of(
                actors, rule.event_type
            )
        actors, recipients = (
            self.homes.placed(actors, trigger=token, other=recipients),
            self.homes.placed(recipients, trigger=token, other=actors),
        )
        if self._is_bare(match, carrier, bare):
            return None
        turn = turned(
            rule.event_type,
            judged,
            facts=self.books.types[rule.event_type],
            own_words=self._own_words(token, actors),
        )
        if turn.basis and not actors:
            actors = self.cast.speakers(token)
        time = self._time(match, carrier, words)
        if time is not None and time.type is TimeType.SET and turn.factuality is Factuality.HAPPENED:
            turn = replace(turn, factuality=Factuality.ONGOING)
        spans = [party.span for party in (*actors, *recipients) if party.span is not None]
        kind = self.books.types[turn.event_type].kind
        return Event(
            type=turn.event_type,
            trigger=self.analysis.span(token),
            token=token,
            sentence=sentence,
            mode=rule.mode if turn.event_type == rule.event_type else None,
            contexts=contexts_of(
                token,
                cameo=rule.cameo,
                analysis=self.analysis,
                words=self.books.words,
                codes=self.books.codes,
            ),
            cameo=rule.cameo if turn.event_type == rule.event_type else None,
            kind=_kind(kind, turn.factuality),
            actors=actors,
            recipients=recipients,
            place=place_of(token, analysis=self.analysis, layers=self.layers, events=words, taken=spans),
            time=time,
            factuality=turn.factuality,
            holder=self._holder(judged),
            statement=self.cast.innermost(self.analysis.span(token)),
            confidence=self._confidence(match),
            basis=self._basis(match) + (f"; {turn.basis}" if turn.basis else ""),
        )

    def _time(self, match: Match, carrier: Carrier | None, words: frozenset[int]) -> Time | None:
        """Return the time of the event's clause, for a noun also that of the verb whose subject it is."""
        token = match.token
        own = time_of(token, analysis=self.analysis, layers=self.layers, events=words)
        if own is not None or match.rule.pos != "noun":
            return own
        head = carrier.token if carrier is not None else self.analysis.head[token]
        subject = carrier is not None or self.analysis.deprel[token] in ("nsubj", "nsubj:pass", "obj")
        if not subject or head in words - {token}:
            return None
        return time_of(head, analysis=self.analysis, layers=self.layers, events=words)

    def _confidence(self, match: Match) -> float:
        guess = self.guesses.get(match.token)
        if match.rule.lemma:
            agrees = guess is not None and guess.type == match.rule.event_type
            return round(0.8 + 0.2 * guess.probability, 3) if guess is not None and agrees else 0.8
        return round(guess.probability, 3) if guess is not None else 0.0

    def _basis(self, match: Match) -> str:
        if match.rule.lemma:
            return f"event_rules:{match.rule.id}"
        return f"{match.rule.id} ({self._confidence(match):.2f})"

    def _judged(self, match: Match, carrier: Carrier | None) -> Judgement:
        judged = judge(
            match.token,
            analysis=self.analysis,
            cues=self.books.cues,
            carrier=carrier.token if carrier is not None else None,
        )
        if self._promises_contrary(match):
            judged = replace(judged, negated=True, future=True)
        if judged.factuality is Factuality.DENIED and judged.holder is not None and self._is_spoken(match):
            judged = replace(judged, factuality=Factuality.HAPPENED)
        fixed = match.rule.factuality or (carrier.verb.factuality if carrier is not None else None)
        if fixed and judged.factuality is Factuality.HAPPENED:
            return replace(judged, factuality=Factuality(fixed), cue=match.rule.id)
        return judged

    def _promises_contrary(self, match: Match) -> bool:
        """Return whether a promise or an offer is not to do: "vowed never to give up its arms"."""
        if match.rule.event_type != "AGREE" or match.rule.pos != "verb":
            return False
        if grammar.negates_what_follows(self.analysis, match.token):
            return True
        clauses = grammar.complements(self.analysis, match.token)
        return any(grammar.is_negated(self.analysis, clause) for clause in clauses)

    def _is_spoken(self, match: Match) -> bool:
        """Return whether a noun is a speech act: who denies an accusation denies its content, not its being made."""
        return match.rule.pos == "noun" and self.books.types[match.rule.event_type].kind == "statement"

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
            self.analysis.deprel[token] == "nmod" and self.analysis.lemma[head].lower() in self.books.courses
        )

    def _stands_in(self, party: Party, own: frozenset[int], token: int) -> bool:
        """Return whether a party hangs on the noun by a preposition or as its possessor, not just before it."""
        if party.span is None:
            return False
        plain = {c for c in grammar.children(self.analysis, token, "amod", "compound")}
        return any(party.span.start <= self.analysis.start[t] < party.span.end for t in own - plain - {token})

    def _own_words(self, token: int, actors: tuple[Party, ...]) -> bool:
        speakers = self.cast.speakers(token)
        if not speakers:
            return True
        sides = {party.actor.country for party in actors if party.actor.country}
        return not actors or any(party.actor.country in sides for party in speakers)

    def _holder(self, judged: Judgement) -> tuple[Actor, ...]:
        if judged.holder is None:
            return ()
        subject = grammar.surface_subject(self.analysis, judged.holder)
        return tuple(party.actor for party in self.cast.parties(subject)) if subject is not None else ()


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
