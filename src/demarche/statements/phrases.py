"""Cues that are no verbs: "according to", "a statement that", "his claim that", "reportedly"."""

from collections.abc import Iterator
from dataclasses import replace

from demarche.statements.cues import Cue, Cues
from demarche.statements.drafts import Draft, draft
from demarche.statements.tree import Tree, above, agent, clause, has_mark, subject, subtree
from demarche.types import Sentence

_CLAUSE_HEADS = ("root", "ccomp", "parataxis", "advcl", "acl", "acl:relcl", "conj", "csubj", "xcomp")


def phrase_drafts(tree: Tree, token: int, sentence: Sentence, cues: Cues) -> Iterator[Draft]:
    """Yield the link of a phrase such as "according to" that starts at this token."""
    for row in cues.phrase.get(tree.word(token), ()):
        words = row.lemma.split()
        if token + len(words) >= sentence.last:
            continue
        if [tree.word(token + step) for step in range(len(words))] == words:
            found = _phrase(tree, sentence, row, first=token, last=token + len(words) - 1)
            if found is not None:
                yield found
            return


def _phrase(tree: Tree, sentence: Sentence, row: Cue, *, first: int, last: int) -> Draft | None:
    head = _named_after(tree, first, last, sentence)
    if head is None:
        return None
    at = tuple(range(first, last + 1))
    said = _told_clause(tree, sentence, first=first, head=head)
    mine = frozenset(subtree(tree, head)) | frozenset(at)
    content = [token for token in said if token not in mine]
    if not content:
        return None
    found = draft(tree, row, "clause", at=at, head=head, content=content)
    return replace(found, branch=tuple(sorted(mine)))


def _named_after(tree: Tree, first: int, last: int, sentence: Sentence) -> int | None:
    """Return the head of the noun phrase that follows the phrase."""
    token = last + 1
    while token < sentence.last and tree.analysis.upos[token] in ("DET", "ADJ", "PUNCT", "NUM", "ADV"):
        token += 1
    if token >= sentence.last:
        return None
    best = token
    for governor in above(tree, token):
        if not first < governor < sentence.last or tree.analysis.upos[governor] in ("VERB", "AUX"):
            break
        if min(subtree(tree, governor)) < first - 1:
            break
        best = governor
    return best


def _told_clause(tree: Tree, sentence: Sentence, *, first: int, head: int) -> tuple[int, ...]:
    """Return the clause that the phrase stands in; at the edge of a sentence that is all of it."""
    phrase_end = max(subtree(tree, head))
    whole = range(sentence.first, sentence.last)
    opened = first - sentence.first <= 1
    if opened or (_ends_sentence(tree, phrase_end, sentence) and tree.analysis.form[first - 1] == ","):
        return tuple(whole)
    governor = next((up for up in above(tree, head) if not first <= up <= phrase_end), None)
    if governor is None:
        return tuple(whole)
    return subtree(tree, clause(tree, governor))


def _ends_sentence(tree: Tree, last: int, sentence: Sentence) -> bool:
    rest = range(last + 1, sentence.last)
    return all(tree.analysis.upos[token] in ("PUNCT", "SYM") for token in rest)


def noun_drafts(tree: Tree, noun: int, cues: Cues) -> Iterator[Draft]:
    """Yield what a noun reports: "the claim that", "a call for", "his view is that"."""
    rows = cues.noun.get(tree.analysis.lemma[noun].lower()) or cues.noun.get(tree.word(noun))
    if not rows:
        return
    cue = rows[0]
    for frame, content in _noun_constructions(tree, noun, cues):
        if frame in cue.frames:
            head = owner(tree, noun, cues)
            if head is not None or frame == "clause":
                yield draft(tree, cue, frame, at=(noun,), head=head, content=content)
            return


def _noun_constructions(tree: Tree, noun: int, cues: Cues) -> Iterator[tuple[str, tuple[int, ...]]]:
    for child in tree.children[noun]:
        relation = tree.analysis.deprel[child]
        if child < noun:
            continue
        if relation in ("acl", "ccomp", "acl:relcl") and _that_clause(tree, child, cues):
            yield "clause", subtree(tree, child)
        elif relation in ("acl", "xcomp", "advcl") and has_mark(tree, child, "to"):
            yield "infinitive", subtree(tree, child)
        elif relation in ("nmod", "acl", "obl"):
            for opener in tree.of(child, "case", "mark"):
                yield f"prep-{tree.word(opener)}", subtree(tree, child)
    for child in topics_beside(tree, noun):
        for opener in tree.of(child, "case", "mark"):
            yield f"prep-{tree.word(opener)}", subtree(tree, child)
    yield from _predicate(tree, noun)


def topics_beside(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return the phrases right after an object noun that the parse tied to the verb: "voiced anger over X"."""
    if tree.analysis.deprel[noun] != "obj":
        return ()
    after = tree.of(tree.analysis.head[noun], "obl", "advcl")
    return tuple(child for child in after if any(word == noun + 1 for word in tree.of(child, "case", "mark")))


def _that_clause(tree: Tree, child: int, cues: Cues) -> bool:
    if has_mark(tree, child, "that", "whether"):
        return True
    first = subtree(tree, child)[0]
    if tree.word(first) == "that" and tree.of(child, "nsubj", "nsubj:pass"):
        # "the claim that talks have failed" is often read as a relative clause, as in "the claim that he made"
        rows = cues.known(cues.verb, tree.analysis.lemma[child], tree.word(child))
        return tree.analysis.deprel[first] == "obj" and not any("noun" in row.reacts for row in rows)
    return first > 0 and tree.word(first - 1) in ("that", "whether") and bool(tree.of(child, "nsubj"))


def _predicate(tree: Tree, noun: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the clause of "his view is that …"."""
    if tree.analysis.deprel[noun] not in ("nsubj", "nsubj:outer"):
        return
    verb = tree.analysis.head[noun]
    if tree.analysis.lemma[verb] == "be":
        for child in tree.of(verb, "ccomp", "csubj"):
            yield "clause", subtree(tree, child)
    elif has_mark(tree, verb, "that") and tree.of(verb, "cop"):
        barred = [*tree.of(verb, "cop"), noun]
        yield "clause", subtree(tree, verb, without=barred)


def owner(tree: Tree, noun: int, cues: Cues) -> int | None:
    """Return the head of the words that say whose statement it is: "his", "by the ministry", "Tass"."""
    for child in tree.of(noun, "nmod:poss"):
        return child
    for child in tree.of(noun, "nmod", "obl", "acl"):
        if child > noun and has_mark(tree, child, "by", "from", "among", "of") and _may_speak(tree, child):
            return child
        for lower in tree.of(child, "nmod"):
            if has_mark(tree, lower, "by") and _may_speak(tree, lower):
                return lower
    for child in tree.of(noun, "acl", "acl:relcl"):
        by = agent(tree, child)
        if by is not None:
            return by
    for child in tree.of(noun, "compound", "nmod:desc", "amod"):
        if tree.analysis.upos[child] == "PROPN" or tree.analysis.form[child][0].isupper():
            return child
    return _giver(tree, noun, cues)


def _may_speak(tree: Tree, token: int) -> bool:
    if has_mark(tree, token, "of"):
        return tree.analysis.name[token].endswith(("PER", "ORG"))
    return tree.analysis.upos[token] in ("NOUN", "PROPN", "PRON")


def _giver(tree: Tree, noun: int, cues: Cues) -> int | None:
    """Return the subject of the verb whose object the noun is: "the ministry issued a statement".

    Who denies or confirms a claim has not made it: such verbs do not give.
    """
    verb = tree.analysis.head[noun]
    if tree.analysis.deprel[noun] not in ("obj", "xcomp", "obl") or tree.analysis.upos[verb] != "VERB":
        return None
    rows = cues.known(cues.verb, tree.analysis.lemma[verb], tree.word(verb))
    if rows and not any("noun" in row.reacts for row in rows):
        return None
    if tree.analysis.deprel[noun] == "obl" and not has_mark(tree, noun, "in", "with"):
        return None
    return subject(tree, verb)


def adverb_drafts(tree: Tree, adverb: int, cues: Cues) -> Iterator[Draft]:
    """Yield the link of "reportedly", "allegedly": somebody says so, nobody is named."""
    rows = cues.adverb.get(tree.word(adverb))
    if not rows or tree.analysis.head[adverb] == adverb:
        return
    verb = tree.analysis.head[adverb]
    content = subtree(tree, verb, without=(adverb,))
    yield draft(tree, rows[0], "clause", at=(adverb,), head=None, content=content)
