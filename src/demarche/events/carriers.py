"""Light verbs: which verb carries a noun's event ("held talks"), and what its subject is to the event."""

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.events import grammar
from demarche.tables import Tables
from demarche.types import Analysis, Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """One row of light_verbs.csv."""

    id: str
    particle: str
    noun: str
    doer: str
    factuality: Factuality | None


LightVerbs = dict[str, tuple[LightVerb, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """The verb that carries a noun's event."""

    token: int
    verb: LightVerb


def light_verbs(tables: Tables) -> LightVerbs:
    """Return the light verbs by lemma; a module-level function, for ``tables.derive``."""
    found: dict[str, list[LightVerb]] = {}
    for row in tables.rows("light_verbs"):
        verb = LightVerb(
            id=row["id"],
            particle=row["particle"],
            noun=row["noun"],
            doer=row["doer"],
            factuality=Factuality(row["factuality"]) if row["factuality"] else None,
        )
        found.setdefault(row["lemma"], []).append(verb)
    return {lemma: tuple(verbs) for lemma, verbs in found.items()}


def carrier_of(token: int, *, analysis: Analysis, verbs: LightVerbs) -> Carrier | None:
    """Return the light verb that carries the event of a noun, looking past coordination."""
    noun = _first_conjunct(token, analysis)
    head = analysis.head[noun]
    if analysis.deprel[noun] == "acl:relcl" or head == noun:
        return _relative_carrier(noun, analysis, verbs)
    for verb in verbs.get(analysis.lemma[head].lower(), ()):
        if verb.noun == _place(noun, head, analysis) and _has_particle(verb, head, analysis):
            return Carrier(token=head, verb=verb)
    return _relative_carrier(noun, analysis, verbs)


def _first_conjunct(token: int, analysis: Analysis) -> int:
    while analysis.deprel[token] == "conj" and analysis.head[token] != token:
        if analysis.upos[analysis.head[token]] not in ("NOUN", "PROPN"):
            break
        token = analysis.head[token]
    return token


def _place(noun: int, head: int, analysis: Analysis) -> str:
    relation = analysis.deprel[noun]
    if relation in ("obj", "nsubj:pass"):
        return "object"
    if relation == "nsubj":
        return "object" if grammar.is_passive(analysis, head) else "subject"
    if relation.startswith("obl"):
        return next(iter(grammar.case_of(analysis, noun)), "")
    return ""


def _has_particle(verb: LightVerb, head: int, analysis: Analysis) -> bool:
    if not verb.particle:
        return True
    if verb.particle in grammar.particles(analysis, head):
        return True
    return any(analysis.lemma[child].lower() == verb.particle for child in analysis.children[head])


def _relative_carrier(noun: int, analysis: Analysis, verbs: LightVerbs) -> Carrier | None:
    """Return the carrier in a clause on the noun: "the attack carried out by rebels", "talks held in Oslo"."""
    for clause in _clauses_on(noun, analysis):
        for verb in verbs.get(analysis.lemma[clause].lower(), ()):
            if _has_particle(verb, clause, analysis) and _stands_as(noun, clause, verb, analysis):
                return Carrier(token=clause, verb=verb)
    return None


def _clauses_on(noun: int, analysis: Analysis) -> Iterator[int]:
    """Yield the verbs of the clauses on a noun, and of what is said in them: "a summit which they told us will …"."""
    for clause in grammar.children(analysis, noun, "acl", "acl:relcl"):
        yield clause
        yield from grammar.children(analysis, clause, "ccomp")


def _stands_as(noun: int, clause: int, verb: LightVerb, analysis: Analysis) -> bool:
    if verb.noun == "subject":
        return not grammar.is_passive(analysis, clause) and grammar.subject(analysis, clause) == noun
    return verb.noun == "object" and grammar.done_to(analysis, clause) == noun
