"""Verbs and adjectives that report: "said that", "called for", "was accused of", "is confident that"."""

from collections.abc import Iterator
from dataclasses import replace

from demarche.statements.cues import Cue, Cues
from demarche.statements.drafts import Draft, draft
from demarche.statements.frames import constructions, following_clause, is_as_clause
from demarche.statements.tree import Tree, above, agent, clause, has_mark, is_passive, subject, subtree
from demarche.types import Stance

_SAME_TENSE = (("VBD", "VBD"), ("VBD", "VBN"), ("VBZ", "VBZ"), ("VBP", "VBP"))
_SPOKEN = ("speech", "text")
_SAID = ("speech", "text", "thought", "evidence")
_HELPERS = ("aux", "aux:pass", "compound:prt", "cop")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


def verb_drafts(tree: Tree, verb: int, cues: Cues) -> Iterator[Draft]:
    """Yield what a verb or predicate adjective reports: at most one draft."""
    feeling = is_feeling(tree, verb, cues)
    if feeling or tree.analysis.upos[verb] == "ADJ":
        rows = cues.adjective.get(tree.word(verb), ())
    else:
        rows = cues.known(cues.verb, tree.analysis.lemma[verb], tree.word(verb))
    if not rows or _only_modifies(tree, verb):
        return
    cue = _fitting(tree, verb, rows)
    if cue is None:
        return
    outer = _outer_speech(tree, verb, cue, cues)
    if feeling:
        found = _framed(tree, verb, cue, subject(tree, verb), verb)
    else:
        head = _speaker(tree, verb, outer, cues)
        found = _quoted_by(tree, verb, cue) or _framed(tree, verb, cue, head, outer)
    if found is None:
        return
    branch = subtree(tree, verb) if outer is not None else _branch(tree, verb, found.content)
    yield _turned(tree, verb, replace(found, branch=branch, leaves=outer))


def is_feeling(tree: Tree, verb: int, cues: Cues) -> bool:
    """Return whether a participle tells what its subject feels: "was surprised by the decision"."""
    adjectival = tree.analysis.xpos[verb] == "VBN" or bool(tree.of(verb, "cop"))
    participle = tree.analysis.upos[verb] == "VERB" and adjectival
    if not participle or tree.word(verb) not in cues.adjective or not tree.of(verb, "aux:pass", "cop", "aux"):
        return False
    return not any(has_mark(tree, child, "to") for child in tree.of(verb, "xcomp", "advcl"))


def _outer_speech(tree: Tree, verb: int, cue: Cue, cues: Cues) -> int | None:
    """Return the verb of speech whose speaker goes on: "said the road was open, adding that …".

    The parse often ties "adding" to "was open"; but who adds is who said.
    """
    governor = tree.analysis.head[verb]
    if cue.kind not in ("speech", "act") or not (_trails(tree, verb) or _joins(tree, verb)):
        return None
    rows = cues.known(cues.verb, tree.analysis.lemma[governor], tree.word(governor))
    if _fitting(tree, governor, rows) is not None:
        return None
    for upper in above(tree, governor):
        rows = cues.known(cues.verb, tree.analysis.lemma[upper], tree.word(upper))
        if any(row.kind in _SPOKEN and "clause" in row.tells for row in rows):
            tenses = (tree.analysis.xpos[upper], tree.analysis.xpos[verb])
            same = _trails(tree, verb) or tenses in _SAME_TENSE
            return upper if upper < verb and same else None
    return None


def _trails(tree: Tree, verb: int) -> bool:
    """Return whether a participle goes on after a comma: ", adding that"."""
    loose = tree.analysis.deprel[verb] == "advcl" and tree.analysis.xpos[verb] == "VBG"
    return loose and _set_off(tree, verb)


def _joins(tree: Tree, verb: int) -> bool:
    """Return whether a finite verb without a subject of its own goes on: "and called on"."""
    finite = tree.analysis.xpos[verb] in ("VBD", "VBZ", "VBP", "VBN") and not tree.of(verb, "aux", "aux:pass")
    return tree.analysis.deprel[verb] == "conj" and finite and not tree.of(verb, "nsubj", "nsubj:pass")


def _branch(tree: Tree, verb: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """Return the tokens of the clause if it is only put into another: ", he said", "as he noted"."""
    if tree.analysis.deprel[verb] == "parataxis" or is_as_clause(tree, verb):
        return subtree(tree, verb)
    if content and content[-1] < verb and tree.analysis.deprel[verb] == "root":
        return tuple(token for token in subtree(tree, verb) if token > content[-1])
    return ()


def _only_modifies(tree: Tree, verb: int) -> bool:
    """Return whether the word stands before a noun: "the expected visit", "said agreement"."""
    relation = tree.analysis.deprel[verb]
    if tree.analysis.upos[verb] == "ADJ":
        return relation == "amod" and tree.analysis.head[verb] > verb
    return (
        relation in ("amod", "compound", "case", "aux", "mark", "fixed") and tree.analysis.head[verb] > verb
    )


def _fitting(tree: Tree, verb: int, rows: tuple[Cue, ...]) -> Cue | None:
    """Return the row whose particle follows the verb, else the one without a particle."""
    for row in rows:
        if not row.particle or _particle(tree, verb, row.particle) is not None:
            return row
    return None


def _particle(tree: Tree, verb: int, particle: str) -> int | None:
    for child in tree.children[verb]:
        relation = tree.analysis.deprel[child]
        if child > verb and tree.word(child) == particle and relation in _PARTICLE_RELATIONS:
            return child
        if child > verb and relation in ("obl", "advcl", "obl:agent", "nmod", "ccomp", "xcomp"):
            for opener in tree.of(child, "case", "mark"):
                if tree.word(opener) == particle and opener - verb <= 3:
                    return opener
    return None


_PARTICLE_RELATIONS = ("compound:prt", "advmod", "xcomp", "obj", "case", "mark")


def _cue_tokens(tree: Tree, verb: int, cue: Cue) -> tuple[int, ...]:
    """Return the verb first, then its auxiliaries, negation and particle."""
    own = [child for child in tree.of(verb, *_HELPERS) if abs(child - verb) < 8]
    own += [child for child in tree.of(verb, "advmod") if tree.word(child) in _NEGATIONS]
    particle = _particle(tree, verb, cue.particle) if cue.particle else None
    return (verb, *own, *((particle,) if particle is not None else ()))


def _framed(tree: Tree, verb: int, cue: Cue, head: int | None, outer: int | None) -> Draft | None:
    """Return the draft of the first construction that the cue can take and that stands here."""
    passive = outer is None and is_passive(tree, verb) and tree.analysis.upos[verb] != "ADJ"
    if passive and not tree.of(verb, "aux:pass") and agent(tree, verb) is None:
        return None
    at = _cue_tokens(tree, verb, cue)
    framed = [pair for pair in constructions(tree, verb, passive) if pair[0] in cue.frames]
    loose = not framed or framed[0][0].startswith("prep-")
    if loose and "clause" in cue.tells and head is not None and cue.kind in _SAID:
        content = following_clause(tree, verb)
        if content:
            return draft(tree, cue, "clause", at=at, head=head, content=content)
    if framed:
        return draft(tree, cue, framed[0][0], at=at, head=head, content=framed[0][1])
    if "quote" in cue.frames and head is not None and not passive:
        return draft(tree, cue, "quote", at=at, head=head, content=())
    return None


def _speaker(tree: Tree, verb: int, outer: int | None, cues: Cues) -> int | None:
    """Return the head of the words for the speaker."""
    if outer is not None:
        return subject(tree, outer)
    if tree.analysis.upos[verb] != "ADJ" and is_passive(tree, verb):
        return agent(tree, verb)
    head = subject(tree, verb)
    if head is None or (tree.analysis.deprel[head] == "expl" and tree.analysis.upos[verb] != "ADJ"):
        return None
    if tree.analysis.deprel[verb] == "acl" and tree.analysis.deprel[head] == "obj":
        return _issuer(tree, head, cues)
    return head


def _issuer(tree: Tree, noun: int, cues: Cues) -> int | None:
    """Return who speaks in "the ministry issued a statement saying …": the ministry."""
    rows = cues.noun.get(tree.analysis.lemma[noun].lower(), ())
    if not any(row.kind in _SPOKEN for row in rows):
        return noun
    issuer = subject(tree, tree.analysis.head[noun])
    return noun if issuer is None else issuer


def _quoted_by(tree: Tree, verb: int, cue: Cue) -> Draft | None:
    """Return the link of "X, quoted by Y, said Z" and "as reported by Y": Y tells the whole clause."""
    if "quote" not in cue.tells or cue.kind == "act" or not is_passive(tree, verb):
        return None
    head = agent(tree, verb)
    relation, governor = tree.analysis.deprel[verb], tree.analysis.head[verb]
    if head is None or relation not in ("acl", "advcl", "parataxis", "acl:relcl"):
        return None
    comma = _set_off(tree, verb)
    if not comma and not has_mark(tree, verb, "as"):
        return None
    host = governor if tree.analysis.upos[governor] == "VERB" else clause(tree, governor)
    content = subtree(tree, host, without=(verb,))
    return draft(tree, cue, "clause", at=_cue_tokens(tree, verb, cue), head=head, content=content)


def _set_off(tree: Tree, verb: int) -> bool:
    first = subtree(tree, verb)[0]
    return tree.analysis.form[first] in (",", "(") or (
        first > 0 and tree.analysis.form[first - 1] in (",", "(")
    )


def _turned(tree: Tree, verb: int, found: Draft) -> Draft:
    """Return the draft with the stance that a negation gives: "did not say", "does not believe"."""
    negated = any(tree.word(child) in _NEGATIONS for child in tree.of(verb, "advmod"))
    if not negated:
        return found
    if found.stance is Stance.ASSERTS and found.kind == "thought":
        return replace(found, stance=Stance.DOUBTS)
    if found.stance is Stance.DENIES:
        return replace(found, stance=Stance.ASSERTS)
    return replace(found, told=found.told and found.kind == "thought")
