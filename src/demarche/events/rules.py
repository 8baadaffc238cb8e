"""Rule rows as typed rules, found by lemma, and the check of their conditions on a word and its surroundings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demarche.events import grammar
from demarche.events.cast import Cast
from demarche.tables import Row, Tables

PARTS_OF_SPEECH = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
NOTHING = "<none>"
PEOPLE = ("person", "prisoners", "leader", "security_force")
"""Word sets whose words are people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What may stand in one place around the word; an empty condition always holds."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    """Two words, modifier and noun: "peace talk"."""
    classes: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    """Event types that an embedded clause may be coded as."""

    def __bool__(self) -> bool:
        return bool(self.words or self.pairs or self.classes or self.types)

    @property
    def weight(self) -> int:
        """How much the condition says: words more than classes."""
        return 2 if self.words or self.pairs or self.types else int(bool(self.classes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of event_rules.csv."""

    id: str
    lemma: str
    pos: str
    particles: frozenset[str]
    subject: Condition
    object: Condition
    prepositions: tuple[str, ...]
    preposition_object: Condition
    complement: Condition
    event_type: str
    mode: str | None
    actor: tuple[tuple[str, ...], ...]
    """Roles tried in order; the roles of one try are joined."""
    recipient: tuple[tuple[str, ...], ...]
    cameo: str | None
    factuality: str | None

    @property
    def weight(self) -> int:
        """How special the rule is; special rules are tried first, and what is no event before what is one."""
        conditions = (self.subject, self.object, self.object, self.preposition_object, self.complement)
        said = sum(c.weight for c in conditions) + 2 * bool(self.particles) + bool(self.prepositions)
        return said + 2 * (self.event_type == "NONE" and bool(self.object.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """The rules by lemma and part of speech, the most special first."""

    rules: dict[tuple[str, str], tuple[Rule, ...]]
    partitives: frozenset[str]
    people: frozenset[str]
    """Nouns for people: soldier, villager, minister."""
    defaults: dict[tuple[str, str], Rule]
    """Roles for words that no row knows, by type and part of speech."""

    def of(self, lemma: str, pos: str) -> tuple[Rule, ...]:
        """Return the rules for a word."""
        return self.rules.get((lemma, pos), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that holds at a token, and the words that made it hold."""

    rule: Rule
    token: int
    object: int | None = None
    phrase: int | None = None
    """The phrase after the preposition that the rule asks for."""
    complements: tuple[int, ...] = ()
    carrier: int | None = None
    """The light verb whose subject does a noun's event: "held" in "held talks"."""
    holder: int | None = None
    """The light verb that carries the noun at all: "erupted" in "clashes erupted between …"."""


VerbAt = Callable[[int], int | None]
"""Gives the light verb of a noun."""


def rule_book(tables: Tables) -> RuleBook:
    """Return the rules of the tables; a module-level function, for ``tables.derive``."""
    sets = word_sets(tables)
    rules: dict[tuple[str, str], list[Rule]] = {}
    for row in tables.rows("event_rules"):
        rules.setdefault((row["lemma"], row["pos"]), []).append(_rule(row, sets))
    ordered = {key: tuple(sorted(found, key=lambda rule: -rule.weight)) for key, found in rules.items()}
    people = frozenset(word for name in PEOPLE for word in sets.get(name, ()))
    return RuleBook(
        rules=ordered,
        partitives=sets.get("partitive", frozenset()),
        people=people,
        defaults={(row["event_type"], row["pos"]): _default(row) for row in tables.rows("default_roles")},
    )


def _default(row: Row) -> Rule:
    nothing = Condition()
    return Rule(
        id=f"model:{row['event_type']}",
        lemma="",
        pos=row["pos"],
        particles=frozenset(),
        subject=nothing,
        object=nothing,
        prepositions=(),
        preposition_object=nothing,
        complement=nothing,
        event_type=row["event_type"],
        mode=None,
        actor=_roles(row["actor"]),
        recipient=_roles(row["recipient"]),
        cameo=row["cameo"] or None,
        factuality=None,
    )


def word_sets(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the word sets by name."""
    found: dict[str, set[str]] = {}
    for row in tables.rows("word_sets"):
        found.setdefault(row["set"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def _rule(row: Row, sets: dict[str, frozenset[str]]) -> Rule:
    return Rule(
        id=row["id"],
        lemma=row["lemma"],
        pos=row["pos"],
        particles=frozenset(_parts(row["particle"])),
        subject=_condition(row["subject"], sets),
        object=_condition(row["object"], sets),
        prepositions=_parts(row["preposition"]),
        preposition_object=_condition(row["preposition_object"], sets),
        complement=_condition(row["complement"], sets),
        event_type=row["event_type"],
        mode=row["mode"] or None,
        actor=_roles(row["actor"]),
        recipient=_roles(row["recipient"]),
        cameo=row["cameo"] or None,
        factuality=row["factuality"] or None,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|")) if cell else ()


def _roles(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part.split("+")) for part in _parts(cell) if part != "none")


def _condition(cell: str, sets: dict[str, frozenset[str]]) -> Condition:
    words: set[str] = set()
    classes: set[str] = set()
    types: set[str] = set()
    for part in _parts(cell):
        if part.startswith("@"):
            words |= sets.get(part[1:], frozenset())
        elif part.startswith("<"):
            classes.add(part)
        elif part.isupper() and part.isalpha() and len(part) > 2:
            types.add(part)
        else:
            words.add(part)
    return Condition(
        words=frozenset(word for word in words if " " not in word),
        pairs=frozenset(word for word in words if " " in word),
        classes=frozenset(classes),
        types=frozenset(types),
    )


class Matcher:
    """Tries rules on the words of one article."""

    def __init__(self, cast: Cast, *, book: RuleBook, carrier: VerbAt, holder: VerbAt) -> None:
        self.holder = holder
        self.cast = cast
        self.analysis = cast.analysis
        self.book = book
        self.carrier = carrier
        self._matches: dict[int, Match | None] = {}

    def match(self, token: int) -> Match | None:
        """Return the most special rule that holds at a token."""
        if token not in self._matches:
            self._matches[token] = None  # a clause that embeds itself finds nothing
            self._matches[token] = next(self._found(token), None)
        return self._matches[token]

    def _found(self, token: int) -> Iterator[Match]:
        pos = PARTS_OF_SPEECH.get(self.analysis.upos[token])
        if pos is None:
            return
        lemma = self.analysis.lemma[token].lower()
        for rule in self.book.of(lemma, pos):
            match = self._try(rule, token)
            if match is not None:
                yield match

    def default(self, token: int, event_type: str) -> Match | None:
        """Return a match without a row, for a word that the learned part calls an event of a type."""
        pos = PARTS_OF_SPEECH.get(self.analysis.upos[token], "")
        rule = self.book.defaults.get((event_type, pos))
        if rule is None:
            return None
        carrier = self.carrier(token) if pos == "noun" else None
        return Match(
            rule=rule,
            token=token,
            object=self._object(rule, token),
            carrier=carrier,
            holder=self.holder(token),
        )

    def type_at(self, token: int, depth: int = 0) -> str | None:
        """Return the type that a clause is coded as: its verb's, or that of the noun which a light verb carries."""
        match = self.clause_match(token, depth)
        return match.rule.event_type if match and match.rule.event_type != "NONE" else None

    def clause_match(self, token: int, depth: int = 0) -> Match | None:
        """Return the match of a clause's verb, else of its object noun or of the clause that it embeds."""
        own = self.match(token)
        if own is not None or depth > 3:
            return own
        inner = [
            grammar.done_to(self.analysis, token),
            *grammar.children(self.analysis, token, "xcomp", "obl"),
        ]
        for other in inner:
            if other is not None and other != token:
                found = self.clause_match(other, depth + 1)
                if found is not None:
                    return found
        return None

    def _try(self, rule: Rule, token: int) -> Match | None:
        if rule.particles and not rule.particles & grammar.particles(self.analysis, token):
            return None
        carrier = self.carrier(token) if rule.pos == "noun" else None
        if rule.subject and not self._subject_fits(rule, token, carrier):
            return None
        thing = self._object(rule, token)
        if rule.object and not self._object_fits(rule, thing, token):
            return None
        holder = self.holder(token) if rule.pos == "noun" else None
        phrase = self._phrase(rule, token, thing, holder)
        if rule.prepositions and phrase is None:
            return None
        clauses = grammar.complements(self.analysis, token) if rule.complement else ()
        clauses = tuple(clause for clause in clauses if self.fits(rule.complement, clause))
        if rule.complement and not clauses:
            return None
        return Match(
            rule=rule,
            token=token,
            object=thing,
            phrase=phrase,
            complements=clauses,
            carrier=carrier,
            holder=holder,
        )

    def _subject_fits(self, rule: Rule, token: int, carrier: int | None) -> bool:
        if rule.pos == "noun":
            doers = [grammar.subject(self.analysis, carrier)] if carrier is not None else []
            doers += list(grammar.children(self.analysis, token, "nmod:poss", "compound", "amod"))
            doers += list(grammar.phrases(self.analysis, token, "by"))
        else:
            doers = [grammar.subject(self.analysis, token)]
        return any(doer is not None and self.fits(rule.subject, doer) for doer in doers)

    def _object(self, rule: Rule, token: int) -> int | None:
        if rule.pos != "noun":
            return grammar.done_to(self.analysis, token)
        candidates = [*grammar.phrases(self.analysis, token, "of")]
        candidates += list(grammar.children(self.analysis, token, "compound", "amod", "nmod:desc"))
        if rule.object:
            return next((c for c in candidates if self.fits(rule.object, c)), None)
        return next(grammar.phrases(self.analysis, token, "of"), None)

    def _object_fits(self, rule: Rule, thing: int | None, token: int) -> bool:
        if NOTHING in rule.object.classes:
            return thing is None
        return thing is not None and (rule.pos == "noun" or self.fits(rule.object, thing))

    def _phrase(self, rule: Rule, token: int, thing: int | None, carrier: int | None) -> int | None:
        places = [
            place for place in (token, carrier, thing if rule.pos == "verb" else None) if place is not None
        ]
        for preposition in rule.prepositions:
            for place in places:
                for phrase in grammar.phrases(self.analysis, place, preposition):
                    if not rule.preposition_object or self.fits(rule.preposition_object, phrase):
                        return phrase
        return None

    def fits(self, condition: Condition, token: int) -> bool:
        """Return whether a phrase, or one of its conjuncts, fulfils a condition."""
        members = {token, self.cast.content(token), *grammar.conjuncts(self.analysis, token)}
        return any(self._fits_one(condition, member) for member in members)

    def _fits_one(self, condition: Condition, token: int) -> bool:
        if condition.classes and self._in_class(condition.classes, token):
            return True
        lemma = self.analysis.lemma[token].lower()
        if lemma in condition.words:
            return True
        if condition.pairs and any(
            f"{self.analysis.lemma[child].lower()} {lemma}" in condition.pairs
            for child in grammar.children(self.analysis, token, "compound", "amod")
        ):
            return True
        if condition.types and self.type_at(token) in condition.types:
            return True
        thing = grammar.done_to(self.analysis, token) if grammar.is_verb(self.analysis, token) else None
        return thing is not None and self.analysis.lemma[thing].lower() in condition.words

    def _in_class(self, classes: frozenset[str], token: int) -> bool:
        if "<any>" in classes:
            return True
        if "<actor>" in classes and self._is_actor(token):
            return True
        if "<person>" in classes and self._is_person(token):
            return True
        return "<event>" in classes and self.match(token) is not None

    def _is_person(self, token: int) -> bool:
        return self.analysis.lemma[token].lower() in self.book.people or self.cast.is_person_like(token)

    def _is_actor(self, token: int) -> bool:
        """Return whether the phrase names an actor or a thing that is an actor's: "the Union's report"."""
        if self.cast.named(token, places=True):
            return True
        if self.match(token) is not None:
            return False
        return bool(self.cast.possessors(token) or self.cast.modifiers(token))
