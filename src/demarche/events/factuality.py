"""Say whether an event took place, is planned, hoped for, denied …, and who holds it so."""

from dataclasses import dataclass, replace

from demarche.events import grammar
from demarche.tables import Tables
from demarche.types import Analysis, Factuality

CLAUSE_RELATIONS = frozenset({"xcomp", "ccomp", "acl", "csubj", "csubj:pass"})
IF_WORDS = frozenset({"if", "unless", "whether", "should", "provided", "lest"})
STEPS = 8
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OPEN = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL, Factuality.PROPOSED, Factuality.HOPED})
"""What is not so yet."""
PURPOSE = 1.9
"""Degree of what is done in order that it be so: mostly it comes true."""
CONDITION = 0.7
NOT_SO = -1.0
"""Degree of what is not hoped for, not planned, not expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One row of factuality_cues.csv."""

    id: str
    governs: frozenset[str]
    factuality: Factuality
    negated: Factuality | None
    by_subject: bool
    degree: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the words around an event make of it."""

    factuality: Factuality = Factuality.HAPPENED
    cue: str = ""
    """The row that decided."""
    degree: float | None = None
    """How sure, -3 to 3, where the row says so."""
    holder: int | None = None
    """Token of the clause whose subject holds it so."""
    future: bool = False
    """Announced with will, shall, would or a to-infinitive of arrangement."""
    negated: bool = False
    condition: bool = False
    """An if or unless hangs on the event's clause."""
    obligation: bool = False
    """must, should, ought: someone calls for it."""


def cue_book(tables: Tables) -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Return the cues by lemma and part of speech; a module-level function, for ``tables.derive``."""
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in tables.rows("factuality_cues"):
        cue = Cue(
            id=row["id"],
            governs=frozenset(row["governs"].split("|")),
            factuality=Factuality(row["factuality"]),
            negated=Factuality(row["negated"]) if row["negated"] else None,
            by_subject=row["holder"] == "subject",
            degree=float(row["degree"]) if row["degree"] else None,
        )
        found.setdefault((row["lemma"], row["pos"]), []).append(cue)
    return {key: tuple(cues) for key, cues in found.items()}


Cues = dict[tuple[str, str], tuple[Cue, ...]]
PARTS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv", "AUX": "aux", "PROPN": "noun"}


def judge(token: int, *, analysis: Analysis, cues: Cues, carrier: int | None = None) -> Judgement:
    """Return what the words around a token make of the event that it tells.

    Goes from the event's own clause outwards; the first word that takes the event out of the
    facts decides, and a word of speech ends the walk.
    """
    here = _own_clause(token, analysis, cues)
    walker = token  # from a noun upwards, what is denied of its verb is not denied of it
    if carrier is not None:
        here = _merged(here, _own_clause(carrier, analysis, cues))
        walker = carrier
    argument = False
    for _ in range(STEPS):
        head = analysis.head[walker]
        if head == walker:
            break
        outer = _from_above(walker, head, analysis, cues)
        if outer is None:
            break
        if not (argument and outer.factuality in (Factuality.DENIED, Factuality.REFUSED)):
            here = _merged(here, outer)
        argument = argument or (analysis.upos[walker] == "NOUN" and analysis.upos[head] == "VERB")
        walker = head
    return here


def _own_clause(token: int, analysis: Analysis, cues: Cues) -> Judgement:
    """Return what auxiliaries, negation, adverbs and adjectives on the word itself say."""
    found = Judgement(negated=grammar.is_negated(analysis, token))
    for word in grammar.auxiliaries(analysis, token):
        found = _with_auxiliary(found, word, cues)
    for child in analysis.children[token]:
        relation, pos = analysis.deprel[child], PARTS.get(analysis.upos[child], "")
        lemma = analysis.lemma[child].lower()
        if relation == "advmod":
            found = _with_cues(found, cues.get((lemma, "adv"), ()), "clause")
        elif relation == "amod":
            found = _with_cues(found, cues.get((_adjective(analysis, child), "adj"), ()), "noun")
        elif relation == "advcl" and grammar.first(analysis, child, "mark") is not None:
            marks = {analysis.lemma[m].lower() for m in grammar.children(analysis, child, "mark")}
            if marks & {"if", "unless"}:
                found = replace(found, condition=True)
        del pos
    found = _marked_if(found, token, analysis)
    if found.negated and found.factuality is Factuality.HAPPENED:
        found = replace(found, factuality=Factuality.DENIED, cue="negation")
    return found


def _adjective(analysis: Analysis, token: int) -> str:
    """Return the form of a participle used as adjective ("planned"), the lemma of any other word."""
    return (
        analysis.form[token].lower()
        if analysis.xpos[token] in ("VBN", "VBG")
        else analysis.lemma[token].lower()
    )


def _with_auxiliary(found: Judgement, word: str, cues: Cues) -> Judgement:
    for cue in cues.get((word, "aux"), ()):
        if word in ("will", "shall", "'ll", "wo", "would", "'d"):
            found = replace(found, future=True)
        if cue.factuality is Factuality.PROPOSED:
            found = replace(found, obligation=True)
        if found.factuality is Factuality.HAPPENED:
            value = cue.negated if found.negated and cue.negated else cue.factuality
            found = replace(
                found, factuality=value, cue=cue.id, degree=cue.degree if value is cue.factuality else None
            )
    return found


def _with_cues(found: Judgement, cues: tuple[Cue, ...], relation: str) -> Judgement:
    for cue in cues:
        if relation in cue.governs and found.factuality is Factuality.HAPPENED:
            return replace(found, factuality=cue.factuality, cue=cue.id, degree=cue.degree)
    return found


def _marked_if(found: Judgement, token: int, analysis: Analysis) -> Judgement:
    if analysis.deprel[token] not in ("advcl", "ccomp", "acl"):
        return found
    marks = {analysis.lemma[child].lower() for child in grammar.children(analysis, token, "mark")}
    if marks & IF_WORDS:
        return replace(found, factuality=Factuality.HYPOTHETICAL, cue="if", degree=CONDITION)
    return found


def _from_above(token: int, head: int, analysis: Analysis, cues: Cues) -> Judgement | None:
    """Return what the governor makes of a word that hangs on it; None where its reach ends."""
    relation = analysis.deprel[token]
    base = relation.split(":")[0]
    if relation == "acl:relcl":
        return _told_of(head, analysis, cues)
    if relation in ("parataxis", "appos", "root", "list", "dep"):
        return None
    if base == "conj":
        return _shared(token, head, analysis, cues)
    if base == "advcl":
        return _adverbial(token, head, analysis, cues)
    frame = _frame(token, base, analysis)
    governor = cues.get((analysis.lemma[head].lower(), PARTS.get(analysis.upos[head], "")), ())
    for cue in governor:
        if cue.governs & frame:
            return _through(cue, head, analysis, cues)
    if base == "acl" and grammar.first(analysis, token, "mark") is None:
        return None  # "accusations made by his brother": made, whatever is said of them
    if base in ("nmod", "obl", "obj", "nsubj", "xcomp", "acl"):
        return _inherited(token, head, analysis, cues)
    return None


def _told_of(head: int, analysis: Analysis, cues: Cues) -> Judgement | None:
    """Return what a noun makes of the clause on it: "a scenario in which war breaks out"."""
    if analysis.upos[head] != "NOUN":
        return None
    for cue in cues.get((analysis.lemma[head].lower(), "noun"), ()):
        if "complement" in cue.governs:
            return _through(cue, head, analysis, cues)
    return None


def _frame(token: int, base: str, analysis: Analysis) -> frozenset[str]:
    if base in ("obj", "nsubj") and analysis.deprel[token] != "nsubj":
        return frozenset({"object"})
    if base == "nsubj":
        return frozenset({"subject"})
    if base in ("xcomp", "ccomp", "acl", "csubj"):
        return frozenset({"complement"})
    return frozenset(grammar.case_of(analysis, token))


def _through(cue: Cue, head: int, analysis: Analysis, cues: Cues) -> Judgement:
    """Return a cue's effect, turned where the cue itself is negated or does not hold."""
    own = _own_clause(head, analysis, cues)
    value, degree = cue.factuality, cue.degree
    if own.negated:
        value = cue.negated or (Factuality.DENIED if value in OPEN else value)
        degree = NOT_SO if value is Factuality.DENIED else None
    elif value in (Factuality.HAPPENED, Factuality.ONGOING) and own.factuality is not Factuality.HAPPENED:
        value, degree = own.factuality, own.degree
    return Judgement(factuality=value, cue=cue.id, degree=degree, holder=head if cue.by_subject else None)


def _shared(token: int, head: int, analysis: Analysis, cues: Cues) -> Judgement | None:
    """Return what a conjunct shares with its head: what stands above, not the head's own clause."""
    above = analysis.head[head]
    if above == head:
        return None
    return Judgement()


def _adverbial(token: int, head: int, analysis: Analysis, cues: Cues) -> Judgement | None:
    """Return what an adverbial clause is: a purpose is not done yet, an -ing clause goes with its head."""
    marks = {analysis.lemma[child].lower() for child in grammar.children(analysis, token, "mark")}
    if "to" in marks:
        governor = cues.get((analysis.lemma[head].lower(), PARTS.get(analysis.upos[head], "")), ())
        for cue in governor:
            if "complement" in cue.governs:
                return _through(cue, head, analysis, cues)
        return Judgement(factuality=Factuality.HYPOTHETICAL, cue="purpose", degree=PURPOSE)
    if not marks and analysis.xpos[token] == "VBG":
        own = _own_clause(head, analysis, cues)
        return replace(own, condition=False)
    return None


def _inherited(token: int, head: int, analysis: Analysis, cues: Cues) -> Judgement | None:
    """Return what a word takes from the clause that it stands in: "may face a trial" makes no trial yet.

    "the trial" and "their trial" are given, whatever is said of them.
    """
    if analysis.upos[head] not in ("VERB", "AUX", "NOUN", "ADJ"):
        return None
    governed = analysis.deprel[token] in ("obj", "obl", "nsubj:pass", "xcomp")
    if analysis.upos[head] != "VERB" or not governed or _is_given(token, analysis):
        return Judgement()
    own = _own_clause(head, analysis, cues)
    if own.factuality not in OPEN:
        return Judgement()
    return replace(own, condition=False, negated=False, future=False)


def _is_given(token: int, analysis: Analysis) -> bool:
    """Return whether a noun is told as known: with an article or an owner."""
    for child in grammar.children(analysis, token, "det", "nmod:poss"):
        if analysis.deprel[child] == "nmod:poss" or analysis.lemma[child].lower() in DEFINITE:
            return True
    return analysis.upos[token] == "PROPN"


def _merged(inner: Judgement, outer: Judgement) -> Judgement:
    """Return the two together: the inner word decides unless it says nothing."""
    if inner.factuality is Factuality.HAPPENED and outer.factuality is not Factuality.HAPPENED:
        return replace(
            outer, negated=inner.negated or outer.negated, condition=inner.condition or outer.condition
        )
    if outer.factuality is Factuality.DENIED and outer.holder is not None and not inner.negated:
        return replace(outer, condition=inner.condition)
    if inner.factuality is Factuality.DENIED and outer.factuality is Factuality.DENIED:
        return replace(inner, factuality=Factuality.HAPPENED, cue=outer.cue)
    return replace(
        inner,
        holder=inner.holder if inner.holder is not None else outer.holder,
        future=inner.future or outer.future,
        negated=inner.negated or outer.negated,
        condition=inner.condition or outer.condition,
    )
