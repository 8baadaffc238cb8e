"""Find the parties of a matched rule: who does it, and to whom."""

from collections.abc import Iterator

from demarche.events import grammar
from demarche.events.cast import Cast, distinct
from demarche.events.rules import Match, Matcher
from demarche.types import Party

PLACE_ROLES = frozenset(
    [
        "to",
        "into",
        "from",
        "in",
        "on",
        "over",
        "toward",
        "towards",
        "against",
        "of",
        "with",
        "between",
        "among",
        "for",
        "near",
        "at",
        "along",
        "across",
        "about",
        "upon",
        "behind",
        "alongside",
    ]
)
"""Prepositions after which a rule may take a place name as the party that governs it."""
MAKERS = ("by", "from")
FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my", "ours"})


class Roles:
    """Resolves the roles that a rule names into parties."""

    def __init__(self, cast: Cast, matcher: Matcher) -> None:
        self.cast = cast
        self.analysis = cast.analysis
        self.matcher = matcher
        self._asked: set[int] = set()

    def actors(self, match: Match, depth: int = 0) -> tuple[Party, ...]:
        """Return the doers of a matched event."""
        return self._first(match.rule.actor, match, depth)

    def recipients(self, match: Match, depth: int = 0) -> tuple[Party, ...]:
        """Return the other side of a matched event."""
        return self._first(match.rule.recipient, match, depth)

    def _first(self, tries: tuple[tuple[str, ...], ...], match: Match, depth: int) -> tuple[Party, ...]:
        for joined in tries:
            found = distinct(party for role in joined for party in self.role(role, match, depth))
            if found:
                return found
        return ()

    def role(self, role: str, match: Match, depth: int = 0) -> tuple[Party, ...]:
        """Return the parties that stand in one role of a match."""
        if depth > 3:
            return ()
        if role == "subject":
            return self._subject(match)
        if role == "object":
            return self._object(match, depth)
        if role == "indirect":
            return self._members(grammar.children(self.analysis, match.token, "iobj"), places=True)
        if role == "possessive":
            return self.cast.possessors(match.token)
        if role == "modifier":
            return self.cast.modifiers(match.token)
        if role == "proposer":
            return self._proposers(match, depth)
        if role == "speaker":
            return self.cast.speakers(match.token)
        if role.startswith("complement"):
            return self._complement(role, match, depth)
        return self._phrase(role, match, depth)

    def _proposers(self, match: Match, depth: int) -> tuple[Party, ...]:
        """Return who made the object; a "proposed by" that hangs elsewhere in the clause counts too."""
        found = self.owners(match.object, depth) if match.object is not None else ()
        if found:
            return found
        deep = (c for c in sorted(grammar.subtree(self.analysis, match.token)) if self._tells_maker(c))
        return self._makers(deep, match.token)

    def _members(self, tokens: Iterator[int], *, places: bool = False) -> tuple[Party, ...]:
        return distinct(party for token in tokens for party in self.cast.parties(token, places=places))

    def _subject(self, match: Match) -> tuple[Party, ...]:
        if match.rule.pos == "noun":
            return self._noun_subject(match)
        if match.rule.pos == "adj":
            bearer = grammar.surface_subject(self.analysis, match.token)
            return self.whoever(bearer, places=True) if bearer is not None else ()
        doer = grammar.subject(self.analysis, match.token)
        return self.whoever(doer) if doer is not None else ()

    def _noun_subject(self, match: Match) -> tuple[Party, ...]:
        """Return the doer of a noun: the carrier's subject, the by-phrase, the possessor, the word before it."""
        token = match.token
        by = self._by(token)
        if by:
            return by
        own = self.cast.possessors(token) or self.cast.modifiers(token)
        if match.carrier is None or own:
            return own
        doer = grammar.subject(self.analysis, match.carrier)
        return self.whoever(doer) if doer is not None and doer != token else ()

    def _by(self, token: int) -> tuple[Party, ...]:
        """Return who stands after "by", on the noun or on the phrase before: "aid to Mali by Germany"."""
        found = self._members(grammar.phrases(self.analysis, token, "by"))
        if found:
            return found
        for child in grammar.children(self.analysis, token, "nmod"):
            found = self._members(grammar.phrases(self.analysis, child, "by"))
            if found and child > token:
                return found
        return ()

    def _object(self, match: Match, depth: int) -> tuple[Party, ...]:
        if match.rule.pos == "noun":
            found = self._members(grammar.phrases(self.analysis, match.token, "of"), places=True)
            if found or match.object is None:
                return found
            return self.cast.named(match.object, places=True)
        if match.object is None:
            return ()
        found = self.whoever(match.object, places=True, depth=depth)
        if found or grammar.is_passive(self.analysis, match.token):
            return found
        # "condemned the launch by Iran": the by-phrase may be hung on the verb, which has its subject already
        return self._members(grammar.phrases(self.analysis, match.token, "by"))

    def _phrase(self, role: str, match: Match, depth: int) -> tuple[Party, ...]:
        """Return the parties after a preposition, wherever it hangs: on the word, its carrier, its object."""
        holders = [h for h in (match.token, match.holder, match.object, match.phrase) if h is not None]
        for holder in holders:
            found = self._after(role, holder, depth)
            if found:
                return found
        # "a lawsuit by Gambia against Myanmar": the second phrase may be hung on the first one
        chained = (c for h in holders for c in grammar.children(self.analysis, h, "nmod") if c > h)
        return next((found for c in chained if (found := self._after(role, c, depth))), ())

    def _after(self, role: str, holder: int, depth: int) -> tuple[Party, ...]:
        found: list[Party] = []
        for phrase in grammar.phrases(self.analysis, holder, role):
            if grammar.is_verb(self.analysis, phrase):
                found.extend(self._clause_party(phrase, depth))
            else:
                found.extend(self.whoever(phrase, places=role in PLACE_ROLES, depth=depth))
        return distinct(found)

    def whoever(self, token: int, *, places: bool = False, depth: int = 0) -> tuple[Party, ...]:
        """Return the parties that a phrase names or, where it names a thing, the parties whose thing it is."""
        found = self.cast.parties(token, places=places)
        if found:
            return found
        if (
            self.analysis.lemma[token].lower() in FIRST_PERSON
            or self.analysis.form[token].lower() in FIRST_PERSON
        ):
            return self.cast.speakers(token)
        return distinct(
            party for member in self.cast.group(token) for party in self.owners(member, depth + 1)
        )

    def owners(self, token: int, depth: int = 0) -> tuple[Party, ...]:
        """Return the parties behind a thing: who proposed, made or did it, whose it is."""
        if depth > 3 or token in self._asked or self.analysis.upos[token] not in ("NOUN", "PROPN", "ADJ"):
            return ()
        self._asked.add(token)
        found = self._owners(token, depth)
        self._asked.discard(token)
        return found

    def _owners(self, token: int, depth: int) -> tuple[Party, ...]:
        made = self._makers(grammar.children(self.analysis, token, "acl", "acl:relcl"), token)
        if made:
            return made
        match = self.matcher.match(token)
        if match is not None and match.rule.event_type != "NONE":
            done = self.actors(match, depth + 1)
            if done:
                return done
        for preposition in MAKERS:
            found = self._members(grammar.phrases(self.analysis, token, preposition))
            if found:
                return found
        own = self.cast.possessors(token) or self.cast.modifiers(token)
        if own:
            return own
        deep = (c for c in sorted(grammar.subtree(self.analysis, token)) if self._tells_maker(c))
        return self._makers(deep, token) or self._members(
            grammar.phrases(self.analysis, token, "of"), places=True
        )

    def _makers(self, clauses: Iterator[int], token: int) -> tuple[Party, ...]:
        """Return who made a thing: "proposed by Russia", "the plan that Russia proposed"."""
        for clause in clauses:
            if grammar.first(self.analysis, clause, "mark") is not None:
                continue
            doer = grammar.subject(self.analysis, clause)
            found = self.cast.parties(doer) if doer is not None and doer != token else ()
            if found:
                return found
        return ()

    def _tells_maker(self, token: int) -> bool:
        """Return whether a participle deep in the phrase names who made it: "… proposed by Russia"."""
        if self.analysis.deprel[token] != "acl":
            return False
        return any(True for _ in grammar.phrases(self.analysis, token, "by"))

    def _complement(self, role: str, match: Match, depth: int) -> tuple[Party, ...]:
        clauses = match.complements or grammar.complements(self.analysis, match.token)
        found: list[Party] = []
        for clause in clauses:
            if role == "complement_subject":
                doer = grammar.surface_subject(self.analysis, clause)
                found.extend(self.whoever(doer, depth=depth + 1) if doer is not None else ())
            else:
                found.extend(self._clause_party(clause, depth))
        return distinct(found)

    def _clause_party(self, clause: int, depth: int) -> tuple[Party, ...]:
        """Return the other side of an embedded clause, by its own rule or else by its object."""
        inner = self.matcher.clause_match(clause)
        if inner is not None and inner.rule.event_type != "NONE":
            found = self.recipients(inner, depth + 1) or self._partner(inner, depth + 1)
            if found:
                return found
        thing = grammar.done_to(self.analysis, clause)
        if thing is not None:
            found = self.whoever(thing, depth=depth + 1)
            if found:
                return found
        for preposition in ("with", "to", "against", "from", "on"):
            named = self._members(grammar.phrases(self.analysis, clause, preposition), places=True)
            if named:
                return named
        return ()

    def _partner(self, match: Match, depth: int) -> tuple[Party, ...]:
        """Return those whom an embedded meeting is with: its actors but for its own subject."""
        doers = {(p.actor.name, p.actor.country) for p in self.role("subject", match, depth)}
        both = self.actors(match, depth)
        return tuple(party for party in both if (party.actor.name, party.actor.country) not in doers)
