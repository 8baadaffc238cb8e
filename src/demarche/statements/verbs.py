"""Verbs and adjectives that report: "said that", "called for", "was accused of", "is confident that"."""

from collections.abc import Iterator
from dataclasses import replace

from demarche.statements.cues import Cue, Cues
from demarche.statements.drafts import Draft, draft
from demarche.statements.tree import (
    Tree,
    above,
    agent,
    clause,
    has_mark,
    is_passive,
    subject,
    subtree,
    trimmed,
)
from demarche.types import Stance

_HELPERS = ("aux", "aux:pass", "compound:prt", "cop")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
_EMPTY = frozenset(
    {"so", "it", "this", "that", "what", "which", "something", "nothing", "much", "as", "more"}
)
_ASKED = ("on", "upon", "to", "with", "for")
_CONTENT_CLAUSES = ("ccomp", "csubj", "csubj:pass", "ccomp:outer", "csubj:outer")


def verb_drafts(tree: Tree, verb: int, cues: Cues) -> Iterator[Draft]:
    """Yield what a verb or predicate adjective reports: at most one draft."""
    table = cues.verb if tree.analysis.upos[verb] in ("VERB", "AUX") else cues.adjective
    rows = table.get(tree.analysis.lemma[verb].lower())
    if not rows or _only_modifies(tree, verb):
        return
    cue = _fitting(tree, verb, rows)
    if cue is None:
        return
    found = _quoted_by(tree, verb, cue) or _framed(tree, verb, cue)
    if found is not None:
        yield _turned(tree, verb, found)


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


def _framed(tree: Tree, verb: int, cue: Cue) -> Draft | None:
    """Return the draft of the first construction that the cue can take and that stands here."""
    passive = is_passive(tree, verb) and tree.analysis.upos[verb] != "ADJ"
    head = _speaker(tree, verb, passive)
    for frame, content in _constructions(tree, verb, passive):
        if frame in cue.frames:
            return draft(tree, cue, frame, at=_cue_tokens(tree, verb, cue), head=head, content=content)
    if "quote" in cue.frames and head is not None and not passive:
        return draft(tree, cue, "quote", at=_cue_tokens(tree, verb, cue), head=head, content=())
    return None


def _speaker(tree: Tree, verb: int, passive: bool) -> int | None:
    if passive:
        return agent(tree, verb)
    head = subject(tree, verb)
    if head is not None and tree.word(head) in ("it", "there") and tree.analysis.deprel[head] == "expl":
        return None
    return head


def _constructions(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the constructions around a verb with their content, the likeliest first."""
    yield from _clauses(tree, verb, passive)
    yield from _host_clause(tree, verb)
    yield from _small_clauses(tree, verb, passive)
    yield from _infinitives(tree, verb, passive)
    yield from _prepositions(tree, verb, passive)
    yield from _objects(tree, verb, passive)


def _clauses(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    found: list[int] = []
    for child in tree.of(verb, *_CONTENT_CLAUSES):
        if has_mark(tree, child, "to") and "ccomp" in tree.analysis.deprel[child]:
            continue
        if _gerund(tree, child) and child > verb:
            yield "gerund", subtree(tree, child)
        found.extend(subtree(tree, child, without=(verb,)))
    for child in tree.of(verb, "parataxis", "appos"):
        if child > verb and _after_colon(tree, verb, child):
            found.extend(subtree(tree, child))
    if passive and found and not tree.of(verb, "expl"):
        found.extend(token for child in tree.of(verb, "nsubj:pass") for token in subtree(tree, child))
    if found:
        yield "clause", tuple(sorted(set(found)))


def _gerund(tree: Tree, token: int) -> bool:
    return tree.analysis.xpos[token] == "VBG" and not tree.of(token, "nsubj", "aux", "expl")


def _after_colon(tree: Tree, verb: int, child: int) -> bool:
    first = subtree(tree, child)[0]
    between = [tree.analysis.form[token] for token in range(verb + 1, min(first + 1, child + 1))]
    return any(mark in (":", "“", '"', "''", "``", "‘") for mark in between)


def _host_clause(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the clause that "X said" is put into: "Talks, he said, have failed", "as he noted"."""
    relation, head = tree.analysis.deprel[verb], tree.analysis.head[verb]
    if head == verb:
        return
    inserted = relation == "parataxis" and _bare_insert(tree, verb)
    as_clause = (
        relation == "advcl" and has_mark(tree, verb, "as") and not tree.of(verb, "obj", *_CONTENT_CLAUSES)
    )
    if inserted or as_clause:
        yield "clause", subtree(tree, head, without=(verb,))


def _bare_insert(tree: Tree, verb: int) -> bool:
    """Return whether an inserted clause holds no content of its own."""
    if tree.of(verb, *_CONTENT_CLAUSES):
        return False
    return not any(
        tree.analysis.upos[child] == "VERB" for child in tree.of(verb, "parataxis") if child > verb
    )


def _small_clauses(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    thing = tree.of(verb, "nsubj:pass") if passive else tree.of(verb, "obj", "iobj")
    for child in tree.children[verb]:
        relation = tree.analysis.deprel[child]
        if child < verb or relation not in ("xcomp", "obl", "advcl", "obj", "ccomp", "nmod"):
            continue
        topic = tuple(token for item in thing if item != child for token in _phrase(tree, item))
        if has_mark(tree, child, "as"):
            yield "as", topic + subtree(tree, child)
        elif relation == "xcomp" and tree.analysis.upos[child] not in ("VERB", "AUX") and thing:
            yield "small", topic + subtree(tree, child)
    if len(tree.of(verb, "obj", "iobj")) > 1:
        yield "small", tuple(token for item in thing for token in _phrase(tree, item))


def _phrase(tree: Tree, head: int) -> tuple[int, ...]:
    return subtree(tree, head)


def _infinitives(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    for child in tree.of(verb, "xcomp", "ccomp", "advcl"):
        if child < verb:
            continue
        if has_mark(tree, child, "to"):
            yield from _infinitive(tree, verb, child, passive)
        elif _gerund(tree, child) and tree.analysis.deprel[child] != "advcl":
            yield "gerund", subtree(tree, child)


def _infinitive(tree: Tree, verb: int, child: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    goal = subtree(tree, child)
    if passive:
        people = tuple(t for item in tree.of(verb, "nsubj:pass", "nsubj") for t in subtree(tree, item))
        for frame in ("infinitive-passive", "infinitive-other", "infinitive"):
            yield frame, people + goal
        return
    asked = [item for item in tree.of(verb, "obl") if verb < item < child and has_mark(tree, item, *_ASKED)]
    people = tuple(t for item in (*tree.of(verb, "obj", "iobj"), *asked) for t in subtree(tree, item))
    if tree.analysis.deprel[child] == "advcl" and not people:
        return
    if people:
        yield "infinitive-other", people + goal
    yield "infinitive", people + goal


def _prepositions(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    thing = tree.of(verb, "nsubj:pass") if passive else tree.of(verb, "obj")
    for child in tree.children[verb]:
        relation = tree.analysis.deprel[child]
        if child < verb or relation not in ("obl", "advcl", "nmod", "obl:agent", "ccomp", "xcomp"):
            continue
        openers = tree.of(child, "case", "mark")
        if not openers or (relation == "obl:agent" and passive):
            continue
        topic = tuple(token for item in thing for token in subtree(tree, item))
        goal = subtree(tree, child)
        yield f"prep-{tree.word(openers[0])}", topic + goal


def _objects(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    thing = tree.of(verb, "nsubj:pass") if passive else tree.of(verb, "obj")
    for child in thing:
        tokens = subtree(tree, child)
        if passive and agent(tree, verb) is None:
            continue
        if len(tokens) == 1 and tree.word(child) in _EMPTY:
            continue
        yield "object", trimmed(tree, tokens)


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


def governs(tree: Tree, upper: int, lower: int) -> bool:
    """Return whether one token stands anywhere above another."""
    return upper in above(tree, lower)
