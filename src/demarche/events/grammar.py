"""Read a parse: who a verb's subject is, through passives, relatives, control and coordination.

Every function takes the analysis and a token and gives back tokens; nothing is changed or kept.
"""

from collections.abc import Iterator

from demarche.types import Analysis

SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "acl:relcl", "csubj", "csubj:pass", "parataxis"})
OPEN_CLAUSES = frozenset({"xcomp", "advcl", "acl"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nmod:desc", "flat"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
ADVERBS = frozenset({"away", "out", "back", "off", "together", "ahead", "forward", "up", "down"})
"""Adverbs that may stand between a verb and its phrase."""
DEPTH = 6
"""How far control and coordination are followed."""


def children(analysis: Analysis, token: int, *relations: str) -> Iterator[int]:
    """Yield the dependents of a token with one of these relations, in the order of the text."""
    for child in analysis.children[token]:
        if analysis.deprel[child] in relations:
            yield child


def first(analysis: Analysis, token: int, *relations: str) -> int | None:
    """Return the first dependent with one of these relations."""
    return next(children(analysis, token, *relations), None)


def conjuncts(analysis: Analysis, token: int) -> tuple[int, ...]:
    """Return the token and what is coordinated with it: "Russia" gives Russia, China in "Russia and China"."""
    found = [token]
    for member in found:
        found.extend(child for child in children(analysis, member, "conj") if child not in found)
    return tuple(found)


def case_of(analysis: Analysis, token: int) -> tuple[str, ...]:
    """Return the prepositions of a phrase, lower case: "together with Iran" gives ("together", "with")."""
    found = []
    for child in children(analysis, token, "case"):
        found.append(analysis.lemma[child].lower())
        if found[-1] in ("out", "away", "off"):
            found.extend(analysis.lemma[c].lower() for c in children(analysis, child, "fixed"))
    return tuple(found)


def is_verb(analysis: Analysis, token: int) -> bool:
    """Return whether the token is used as a verb."""
    return analysis.upos[token] == "VERB"


def is_passive(analysis: Analysis, token: int) -> bool:
    """Return whether the verb is passive: "was blocked", "troops deployed by France"."""
    relations = {analysis.deprel[child] for child in analysis.children[token]}
    if relations & {"nsubj:pass", "aux:pass", "csubj:pass"}:
        return True
    if "obl:agent" in relations and "obj" not in relations:
        return True
    participle = analysis.xpos[token] == "VBN"
    relation = analysis.deprel[token]
    if participle and relation == "conj" and first(analysis, token, "nsubj") is None:
        if first(analysis, token, "aux") is not None:
            return False
        head = analysis.head[token]
        return analysis.xpos[head] == "VBN" and is_passive(analysis, head)
    return participle and relation in ("acl", "advcl", "amod")


def is_relative(analysis: Analysis, token: int) -> bool:
    """Return whether the token is a relative pronoun."""
    return analysis.lemma[token].lower() in RELATIVES and analysis.upos[token] in ("PRON", "DET", "SCONJ")


def antecedent(analysis: Analysis, token: int) -> int | None:
    """Return the noun that a relative pronoun stands for."""
    walker = token
    for _ in range(DEPTH):
        if analysis.deprel[walker] == "acl:relcl":
            return analysis.head[walker]
        if analysis.head[walker] == walker:
            return None
        walker = analysis.head[walker]
    return None


def _plain(analysis: Analysis, token: int | None) -> int | None:
    """Return the token, or what it stands for where it is a relative pronoun."""
    if token is not None and is_relative(analysis, token):
        stands_for = antecedent(analysis, token)
        return token if stands_for is None else stands_for
    return token


def subject(analysis: Analysis, token: int, depth: int = 0) -> int | None:
    """Return the doer of a verb: its subject, a passive's agent, the controller of an open clause."""
    if depth > DEPTH:
        return None
    if is_passive(analysis, token):
        return _agent(analysis, token, depth)
    own = _plain(analysis, first(analysis, token, *SUBJECTS))
    return own if own is not None else _borrowed_subject(analysis, token, depth)


def _agent(analysis: Analysis, token: int, depth: int) -> int | None:
    agent = first(analysis, token, "obl:agent")
    if agent is None:
        agent = next(
            (c for c in children(analysis, token, "obl", "nmod") if "by" in case_of(analysis, c)), None
        )
    if agent is None and analysis.deprel[token] == "conj" and is_passive(analysis, analysis.head[token]):
        return _agent(analysis, analysis.head[token], depth + 1) if depth <= DEPTH else None
    return _plain(analysis, agent)


def _borrowed_subject(analysis: Analysis, token: int, depth: int) -> int | None:
    """Return the subject that a verb without one takes from the clause it hangs on."""
    relation, head = analysis.deprel[token], analysis.head[token]
    if head == token:
        return None
    if relation == "conj":
        return _conjoined_subject(analysis, token, head, depth)
    if relation == "acl:relcl":
        return head if first(analysis, token, "obj") is not None else None
    if relation == "acl":
        return _adnominal_subject(analysis, token, head, depth)
    if relation == "xcomp":
        return _controller(analysis, head, depth)
    if relation in ("advcl", "ccomp", "parataxis", "dep") and analysis.upos[head] in ("VERB", "ADJ", "AUX"):
        return surface_subject(analysis, head, depth + 1)
    return None


def _conjoined_subject(analysis: Analysis, token: int, head: int, depth: int) -> int | None:
    if analysis.upos[head] not in ("VERB", "ADJ", "AUX", "NOUN", "PROPN"):
        return None
    if is_passive(analysis, head):
        return surface_subject(analysis, head, depth + 1)
    return subject(analysis, head, depth + 1)


def _adnominal_subject(analysis: Analysis, token: int, head: int, depth: int) -> int | None:
    """Return who does what a noun's clause tells: "decision to block" → whose decision; "troops firing" → troops."""
    if first(analysis, token, "mark") is None:
        return head
    owner = first(analysis, head, "nmod:poss")
    if owner is not None:
        return owner
    governor = analysis.head[head]
    if (
        governor != head
        and analysis.upos[governor] == "VERB"
        and analysis.deprel[head] in ("obj", "obl", "xcomp")
    ):
        return surface_subject(analysis, governor, depth + 1)
    return next(children(analysis, head, "amod", "compound"), None)


def _controller(analysis: Analysis, head: int, depth: int) -> int | None:
    """Return the understood subject of an infinitive: the object of "urged X to", else the subject."""
    indirect = first(analysis, head, "iobj", "obj")
    if indirect is not None and analysis.upos[head] == "VERB" and analysis.lemma[head] != "promise":
        return _plain(analysis, indirect)
    return surface_subject(analysis, head, depth + 1)


def surface_subject(analysis: Analysis, token: int, depth: int = 0) -> int | None:
    """Return the subject that stands before the verb, be it doer or, in a passive, done-to."""
    if depth > DEPTH:
        return None
    own = _plain(analysis, first(analysis, token, *SUBJECTS, *PASSIVE_SUBJECTS))
    if own is not None:
        return own
    if is_passive(analysis, token) and analysis.deprel[token] in ("acl", "amod"):
        return analysis.head[token]
    return _borrowed_subject(analysis, token, depth)


def done_to(analysis: Analysis, token: int, depth: int = 0) -> int | None:
    """Return the object of a verb, or of a passive the subject: "a text blocked by Oslo" → text."""
    if depth > DEPTH:
        return None
    if is_passive(analysis, token):
        if analysis.deprel[token] in ("acl", "amod") and first(analysis, token, *PASSIVE_SUBJECTS) is None:
            return analysis.head[token]
        found = _plain(analysis, first(analysis, token, *PASSIVE_SUBJECTS, "nsubj"))
        if found is not None:
            return found
        if analysis.deprel[token] == "conj":
            return done_to(analysis, analysis.head[token], depth + 1)
        return surface_subject(analysis, token, depth + 1)
    own = first(analysis, token, "obj") or first(analysis, token, "iobj")
    if own is not None:
        return _plain(analysis, own)
    return _shared_object(analysis, token)


def _shared_object(analysis: Analysis, token: int) -> int | None:
    """Return the object of "attacked and burned the camp" for "attacked", or the noun of "the deal Iran signed"."""
    for other in children(analysis, token, "conj"):
        shared = first(analysis, other, "obj")
        if shared is not None and is_verb(analysis, other) and first(analysis, other, *SUBJECTS) is None:
            return shared if not list(children(analysis, token, "obl", "ccomp", "xcomp")) else None
    if analysis.deprel[token] == "acl:relcl" and first(analysis, token, "nsubj") is not None:
        pronouns = [c for c in analysis.children[token] if is_relative(analysis, c)]
        return analysis.head[token] if not pronouns else None
    return None


def phrases(analysis: Analysis, token: int, preposition: str) -> Iterator[int]:
    """Yield the phrases that hang on a word by a preposition: "imposed … on Iran" by "on" gives Iran."""
    for child in analysis.children[token]:
        relation = analysis.deprel[child]
        if relation.split(":")[0] in ("obl", "nmod") and preposition in case_of(analysis, child):
            found = _plain(analysis, child)
            yield child if found is None else found
        elif relation in ("acl", "advcl", "ccomp") and _marked(analysis, child, preposition):
            yield child
        elif relation == "advmod" and analysis.lemma[child].lower() in ADVERBS:  # walked away from the talks
            yield from phrases(analysis, child, preposition)


def _marked(analysis: Analysis, token: int, word: str) -> bool:
    return any(analysis.lemma[child].lower() == word for child in children(analysis, token, "mark"))


def particles(analysis: Analysis, token: int) -> frozenset[str]:
    """Return the particles of a verb, lower case: "out" in "carried out"."""
    found = {analysis.lemma[child].lower() for child in children(analysis, token, "compound:prt")}
    for child in children(analysis, token, "advmod"):
        word = analysis.lemma[child].lower()
        if analysis.xpos[child] in ("RP", "RB", "IN"):
            found.add(word)
    for child in children(analysis, token, "obl", "obl:agent"):
        found.update(case_of(analysis, child)[:1])
    return frozenset(found)


def complements(analysis: Analysis, token: int) -> tuple[int, ...]:
    """Return the heads of the clauses embedded under a word: to-infinitives, that-clauses, -ing clauses."""
    found = list(children(analysis, token, "xcomp", "ccomp", "csubj"))
    if analysis.upos[token] in ("NOUN", "ADJ", "PROPN"):
        found += [c for c in children(analysis, token, "acl") if first(analysis, c, "mark") is not None]
    if not found:
        found += [c for c in children(analysis, token, "advcl") if _infinitive(analysis, c)]
    if not found:
        found += [
            c
            for o in children(analysis, token, "obj")
            for c in children(analysis, o, "acl")
            if _infinitive(analysis, c)
        ]
    return tuple(member for head in found for member in conjuncts(analysis, head))


def _infinitive(analysis: Analysis, token: int) -> bool:
    return any(analysis.lemma[child].lower() == "to" for child in children(analysis, token, "mark"))


def is_negated(analysis: Analysis, token: int) -> bool:
    """Return whether the word's own clause denies it: "did not meet", "no talks", "never", "without meeting"."""
    return any(_negates(analysis, child, token) for child in analysis.children[token])


def _negates(analysis: Analysis, child: int, token: int) -> bool:
    word, form = analysis.lemma[child].lower(), analysis.form[child].lower()
    relation = analysis.deprel[child]
    if relation in ("advmod", "neg", "cc:preconj", "cc") and word in ("not", "n't", "never", "nor"):
        return child < token or analysis.upos[token] != "VERB"
    if relation in ("aux", "aux:pass", "cop") and (form.endswith(("n't", "n’t")) or form == "cannot"):
        return len(form) > len("n't")
    if relation in ("det", "cc:preconj") and word in ("no", "neither"):
        return True
    if relation in ("mark", "case") and word in ("without", "instead", "rather"):
        return True
    return relation in ("nsubj", "nsubj:pass") and is_nobody(analysis, child)


def negates_what_follows(analysis: Analysis, token: int) -> bool:
    """Return whether a negation stands behind the verb and denies its complement: "vowed never to yield"."""
    return any(
        child > token and analysis.lemma[child].lower() in ("not", "never")
        for child in children(analysis, token, "advmod", "neg")
    )


def is_nobody(analysis: Analysis, token: int) -> bool:
    """Return whether a phrase names nobody or nothing: "no one", "neither side", "no agreement"."""
    if analysis.lemma[token].lower() in ("nobody", "no-one", "nothing", "none", "neither"):
        return True
    return any(
        analysis.lemma[child].lower() in ("no", "neither")
        for child in children(analysis, token, "det", "cc:preconj")
    )


def auxiliaries(analysis: Analysis, token: int) -> tuple[str, ...]:
    """Return the helping verbs of a clause, lower case; a conjunct without any shares those of its head."""
    own = tuple(analysis.form[child].lower() for child in children(analysis, token, "aux", "aux:pass", "cop"))
    shares = analysis.deprel[token] == "conj" and analysis.xpos[token] in ("VB", "VBN")
    if not own and shares and first(analysis, token, *SUBJECTS, *PASSIVE_SUBJECTS) is None:
        return auxiliaries(analysis, analysis.head[token])
    return own


def subtree(analysis: Analysis, token: int) -> frozenset[int]:
    """Return the token and all that hangs on it."""
    found, queue = {token}, [token]
    while queue:
        for child in analysis.children[queue.pop()]:
            if child not in found:
                found.add(child)
                queue.append(child)
    return frozenset(found)
