"""One article as the coder sees it: parse, parties, rules, light verbs, guesses."""

from bisect import bisect_left
from dataclasses import replace

from demarche.events import grammar
from demarche.events.books import Books
from demarche.events.carriers import Carrier, carrier_of
from demarche.events.cast import Cast, cast_of
from demarche.events.factuality import Judgement, judge
from demarche.events.fill import Homes
from demarche.events.learned import Guess, guesses
from demarche.events.roles import Roles
from demarche.events.rules import Match, Matcher
from demarche.types import Analysis, Factuality, Layers


class Scene:
    """Holds what is known of one article and works out the rest when asked."""

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
        self._cues = self._cue_tokens()

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

    def is_cue(self, token: int) -> bool:
        """Return whether the token is a word of speech."""
        return token in self._cues

    def _cue_tokens(self) -> frozenset[int]:
        starts = self.analysis.start
        return frozenset(
            token
            for statement in self.layers.statements
            if statement.cue is not None
            for token in range(
                bisect_left(starts, statement.cue.start), bisect_left(starts, statement.cue.end)
            )
        )

    def judged(self, match: Match) -> Judgement:
        """Return what the words around an event make of it."""
        carrier = self.carrier(match.token) if match.rule.pos == "noun" else None
        judged = judge(
            match.token,
            analysis=self.analysis,
            cues=self.books.cues,
            carrier=carrier.token if carrier is not None else None,
        )
        if (
            match.rule.pos == "verb"
            and match.object is not None
            and grammar.is_nobody(self.analysis, match.object)
        ):
            judged = replace(judged, negated=True)
            if judged.factuality is Factuality.HAPPENED:
                judged = replace(judged, factuality=Factuality.DENIED, cue="negation")
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
