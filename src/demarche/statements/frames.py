"""The constructions in which a verb reports: clause, inserted clause, infinitive, "as", object."""

from collections.abc import Iterator

from demarche.statements.tree import (
    Tree,
    agent,
    clause,
    has_mark,
    is_weekday,
    subtree,
    trimmed,
    without_asides,
)

_EMPTY = frozenset(
    {"so", "it", "this", "that", "what", "which", "something", "nothing", "much", "as", "more"}
)
_MARKS = frozenset(['"', "“", "”", "''", "``", "«", "»"])
_ASKED = ("on", "upon", "to", "with", "for")
_CONTENT_CLAUSES = ("ccomp", "csubj", "csubj:pass", "ccomp:outer", "csubj:outer")
_AFTER = ("ccomp", "acl", "acl:relcl", "parataxis", "csubj")


def constructions(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
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
        found.extend(subtree(tree, child, without=(verb, *_own_words(tree, verb, child))))
        found.extend(_lost_subject(tree, verb, child))
    for child in tree.of(verb, "advcl"):
        if child > verb and has_mark(tree, child, "whether", "if") and subtree(tree, child)[0] == verb + 1:
            found.extend(subtree(tree, child))
    for child in tree.of(verb, "parataxis", "appos"):
        if child > verb and _after_colon(tree, verb, child):
            found.extend(subtree(tree, child))
    if passive and found and not tree.of(verb, "expl"):
        found.extend(token for child in tree.of(verb, "nsubj:pass") for token in subtree(tree, child))
    if found:
        yield "clause", tuple(sorted(set(found)))


def _lost_subject(tree: Tree, verb: int, child: int) -> tuple[int, ...]:
    """Return the object that is the subject of the clause after it: "said the claim that … was false"."""
    if tree.of(child, "nsubj", "nsubj:pass", "expl", "csubj") or not tree.of(child, "cop", "aux"):
        return ()
    lost = [item for item in tree.of(verb, "obj", "ccomp") if verb < item < child and _is_noun(tree, item)]
    return subtree(tree, lost[-1]) if lost else ()


def _is_noun(tree: Tree, token: int) -> bool:
    return tree.analysis.upos[token] in ("NOUN", "PROPN", "PRON")


def _own_words(tree: Tree, verb: int, child: int) -> tuple[int, ...]:
    """Return the later clauses that the writer goes on with: "said the time was over but he took …"."""
    if verb > child or any(tree.analysis.form[token] in _MARKS for token in subtree(tree, child)):
        return ()
    return tuple(
        other
        for other in tree.of(child, "conj")
        if tree.of(other, "nsubj") and not has_mark(tree, other, "that") and _joined_by_but(tree, other)
    )


def _joined_by_but(tree: Tree, token: int) -> bool:
    return any(tree.word(word) == "but" for word in tree.of(token, "cc"))


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
    as_clause = is_as_clause(tree, verb) and not tree.of(verb, "obj", *_CONTENT_CLAUSES)
    if relation in ("acl:relcl", "acl", "appos", "advcl") and not as_clause and _between_commas(tree, verb):
        yield "clause", subtree(tree, clause(tree, head), without=(verb,))
    if inserted or as_clause:
        later = [child for child in tree.of(head, "advcl") if child > verb and _gerund(tree, child)]
        yield "clause", subtree(tree, head, without=(verb, *later))


def is_as_clause(tree: Tree, verb: int) -> bool:
    """Return whether the verb stands in "as he noted"; "quoted him as saying" is none."""
    loose = tree.analysis.deprel[verb] == "advcl" and has_mark(tree, verb, "as")
    return loose and tree.analysis.xpos[verb] != "VBG"


def _between_commas(tree: Tree, verb: int) -> bool:
    """Return whether subject and verb stand alone between commas: "The plan, it says, would fail"."""
    named = tree.of(verb, "nsubj")
    if (
        not named
        or tree.word(named[0]) in ("who", "which", "that")
        or tree.of(verb, *_CONTENT_CLAUSES, "obj")
    ):
        return False
    found = subtree(tree, verb)
    form = tree.analysis.form
    opened = "," in form[max(found[0] - 1, 0) : found[0] + 1]
    return opened and "," in form[found[-1] : found[-1] + 2] and found[-1] - verb < 6


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
        if has_mark(tree, child, "as") and not (relation == "advcl" and tree.of(child, "nsubj")):
            yield "as", topic + subtree(tree, child)
        elif relation == "xcomp" and tree.analysis.upos[child] not in ("VERB", "AUX"):
            yield "small", topic + subtree(tree, child)
        elif relation == "xcomp" and tree.analysis.xpos[child] == "VBN" and topic:
            yield "infinitive-other", topic + subtree(tree, child)
            yield "infinitive", topic + subtree(tree, child)
    if len(tree.of(verb, "obj", "iobj")) > 1 or any(_followed(tree, item) for item in thing):
        yield "small", tuple(token for item in thing for token in _phrase(tree, item))


def _followed(tree: Tree, noun: int) -> bool:
    """Return whether an adjective or participle follows the noun: "called the charges unfounded"."""
    return any(
        child > noun and tree.analysis.xpos[child] in ("JJ", "VBN") for child in tree.of(noun, "amod", "acl")
    )


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
    if tree.analysis.deprel[child] == "advcl" and not people and goal[0] != verb + 1:
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
        if is_weekday(tree, child):
            continue  # "told reporters on Thursday": a day is no topic
        topic = tuple(token for item in thing for token in subtree(tree, item))
        goal = without_asides(tree, child)
        yield f"prep-{tree.word(openers[0])}", topic + goal
    for item in thing:
        # "accused the rebels of shelling the town": the parse may tie the charge to the rebels
        for child in tree.of(item, "acl", "nmod"):
            for opener in tree.of(child, "mark", "case"):
                if opener > item:
                    yield f"prep-{tree.word(opener)}", without_asides(tree, item)


def _objects(tree: Tree, verb: int, passive: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    thing = tree.of(verb, "nsubj:pass") if passive else tree.of(verb, "obj")
    for child in thing:
        tokens = without_asides(tree, child)
        if passive and agent(tree, verb) is None:
            continue
        if len(tokens) == 1 and tree.word(child) in _EMPTY:
            continue
        yield "object", trimmed(tree, tokens)


def following_clause(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the clause right after the verb and its hearer that the parse tied to another word.

    "say a banker told agents the minister had asked": both clauses may hang on "say".
    """
    sentence = tree.analysis.sentences[tree.analysis.sentence_of(verb)]
    start = max([verb, *_hearers(tree, verb)]) + 1
    for token in range(start, min(start + 12, sentence.last)):
        if tree.analysis.deprel[token] not in _AFTER or not tree.of(token, "nsubj", "nsubj:pass", "expl"):
            continue
        content = subtree(tree, token, without=(verb,))
        before = list(range(start, content[0])) if content[0] >= start else [0] * 9
        if len(before) <= 1 and not _is_relative(tree, _first_word(tree, content)):
            return (*before, *content)
    return ()


def _first_word(tree: Tree, tokens: tuple[int, ...]) -> int:
    return next((token for token in tokens if tree.analysis.upos[token] != "PUNCT"), tokens[0])


def _is_relative(tree: Tree, first: int) -> bool:
    """Return whether a clause opens with a relative pronoun: "who", "which", "that" as a pronoun."""
    word = tree.word(first)
    return word in ("who", "which", "when") or (word == "that" and tree.analysis.deprel[first] != "mark")


def _hearers(tree: Tree, verb: int) -> list[int]:
    """Return the last word of whom it is said to, without clauses that hang on it."""
    found = []
    for child in tree.of(verb, "iobj", "obj", "obl", "obl:unmarked"):
        clauses = tree.of(child, "acl", "acl:relcl")
        found.append(subtree(tree, child, without=clauses)[-1])
    return [token for token in found if token > verb]
