"""Choose which words of a sentence tell events: rows first, then the learned part, less what others hold."""

from collections.abc import Iterator

from demarche.events import grammar
from demarche.events.calls import Call, call_at
from demarche.events.learned import Guess
from demarche.events.rules import Match
from demarche.events.scene import Scene
from demarche.events.vetoes import is_background, is_generic, is_modifier
from demarche.types import Factuality, Sentence

ABSORBING_RELATIONS = frozenset(
    {"xcomp", "ccomp", "obj", "obl", "nmod", "conj", "nsubj:pass", "csubj", "nsubj"}
)
PROPOSES = 0.6
"""From which probability on the learned part codes a word that no row knows."""
VETOES = 0.85
VETOED_WEIGHT = 1
DOUBTS = 0.4
"""Up to which probability of no event at all the learned part may propose."""
TIME_WORDS = frozenset({"after", "before", "since", "during", "amid", "despite", "following", "follow"})
"""Prepositions that lead out of what is asked for: "called for talks after the attack"."""
ABSORBING_MODES = frozenset({"allege", "investigate"})


class Chooser:
    """Chooses the events of the sentences of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.analysis = scene.analysis

    def calls(self, sentence: Sentence) -> list[Call]:
        """Return the demands that modals make in a sentence."""
        found = (call_at(token, self.scene.cast) for token in range(sentence.first, sentence.last))
        return [call for call in found if call is not None]

    def matches(self, sentence: Sentence, calls: list[Call]) -> list[Match]:
        """Return the matches that stand as events of their own."""
        return list(self._kept(self._matches(sentence.first, sentence.last), calls))

    def _matches(self, first: int, last: int) -> Iterator[Match]:
        for token in range(first, last):
            if is_modifier(token, analysis=self.analysis) or is_generic(token, analysis=self.analysis):
                continue
            match = self.scene.matcher.match(token)
            guess = self.scene.guesses.get(token)
            if match is None and guess is not None and not self.scene.is_cue(token):
                match = self._proposed(token, guess)
            if match is not None and not self._is_vetoed(match, guess):
                yield match

    def _proposed(self, token: int, guess: Guess) -> Match | None:
        if guess.probability < PROPOSES or guess.nothing > DOUBTS or guess.type == "STATEMENT":
            return None
        form = self.analysis.form
        if form[token] in (form[token - 1 : token] + form[token + 1 : token + 2]):
            return None  # a doubled word: "blocked blocked"
        return self.scene.matcher.default(token, guess.type)

    def _is_vetoed(self, match: Match, guess: Guess | None) -> bool:
        """Return whether the learned part is sure that a word tells no event, against a row that says little.

        It was taught on what happened; plans, hopes and guesses are left to the rows.
        """
        if guess is None or guess.nothing < VETOES or match.rule.weight > VETOED_WEIGHT:
            return False
        if match.rule.pos == "noun" and self._names_both(match.token):
            return False
        return self.scene.judged(match).factuality is Factuality.HAPPENED

    def _names_both(self, token: int) -> bool:
        """Return whether a noun says whose event it is: "a deal between Gabon and Congo"."""
        return any(
            grammar.case_of(self.analysis, child) and self.scene.cast.parties(child, places=True)
            for child in grammar.children(self.analysis, token, "nmod", "obl")
        )

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
        judged = self.scene.judged(match)
        return judged.factuality is Factuality.DENIED and judged.holder is not None

    def _yields_to_noun(self, match: Match) -> bool:
        """Return whether a verb only carries a noun that says more: "launched a hunger strike"."""
        if match.rule.pos != "verb" or match.object is None or not match.rule.object.words:
            return False
        noun = self.scene.matcher.match(match.object)
        return (
            noun is not None
            and noun.rule.pos == "noun"
            and bool(noun.rule.object)
            and noun.rule.event_type != match.rule.event_type
            and self.scene.carrier(match.object) is not None
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
        return self.scene.books.types[rule.event_type].absorbs or rule.mode in ABSORBING_MODES

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
