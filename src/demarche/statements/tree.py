"""The parse as a tree one can walk: subtrees, subjects, noun phrases, spans."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from demarche.types import Analysis, Span, children_of

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLAUSES = (
    "advcl",
    "acl",
    "ccomp",
    "parataxis",
    "acl:relcl",
    "advcl:relcl",
    "csubj",
    "root",
    "xcomp",
    "conj",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tree:
    """An analysis with its text and the dependents of each token."""

    text: str
    analysis: Analysis
    children: tuple[tuple[int, ...], ...]

    def of(self, token: int, *relations: str) -> tuple[int, ...]:
        """Return the dependents of a token that bear one of these relations."""
        deprel = self.analysis.deprel
        return tuple(child for child in self.children[token] if deprel[child] in relations)

    def word(self, token: int) -> str:
        """Return the word in lower case."""
        return self.analysis.form[token].lower()


def grow(text: str, analysis: Analysis) -> Tree:
    """Return the tree of an analysis."""
    return Tree(text=text, analysis=analysis, children=analysis.children or children_of(analysis.head))


def subtree(tree: Tree, token: int, *, without: Iterable[int] = ()) -> tuple[int, ...]:
    """Return the token and all below it, in order, leaving out whole branches."""
    barred = frozenset(without)
    found, open_tokens = [], [token]
    while open_tokens:
        current = open_tokens.pop()
        found.append(current)
        open_tokens.extend(child for child in tree.children[current] if child not in barred)
    return tuple(sorted(found))


def above(tree: Tree, token: int) -> Iterator[int]:
    """Yield the governors of a token, the nearest first."""
    head = tree.analysis.head
    seen = {token}
    while head[token] != token and head[token] not in seen:
        token = head[token]
        seen.add(token)
        yield token


def without_asides(tree: Tree, token: int) -> tuple[int, ...]:
    """Return the token and all below it but relative clauses set off by a comma: the writer's own words."""
    form, deprel = tree.analysis.form, tree.analysis.deprel
    found = subtree(tree, token)
    asides = []
    for other in found:
        if other != token and deprel[other] == "acl:relcl":
            first = subtree(tree, other)[0]
            if "," in form[max(first - 1, 0) : first + 1]:
                asides.append(other)
    return subtree(tree, token, without=asides) if asides else found


def is_passive(tree: Tree, verb: int) -> bool:
    """Return whether a verb stands in the passive."""
    if tree.of(verb, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"):
        return True
    feats = tree.analysis.feats[verb]
    return "Voice=Pass" in feats and tree.analysis.xpos[verb] in ("VBN", "")


def has_mark(tree: Tree, token: int, *words: str) -> bool:
    """Return whether a clause or phrase is opened by one of these words."""
    openers = tree.of(token, "mark", "case", "advmod")
    return any(tree.word(child) in words for child in openers if child < token)


def subject(tree: Tree, verb: int) -> int | None:
    """Return the head of the subject, borrowed from a governing clause where the verb has none of its own."""
    own = tree.of(verb, *_SUBJECTS)
    if own:
        return min(own, key=lambda token: (token > verb, abs(token - verb)))
    return _borrowed(tree, verb)


def _borrowed(tree: Tree, verb: int) -> int | None:
    relation, governor = tree.analysis.deprel[verb], tree.analysis.head[verb]
    if governor == verb:
        return None
    if relation in ("acl", "acl:relcl", "amod"):
        return governor
    if relation == "xcomp":
        controlled = tree.of(governor, "obj", "iobj")
        if controlled and has_mark(tree, verb, "to"):
            return controlled[0]
    if relation == "advcl":
        speaker = _other_subject(tree, verb, governor)
        if speaker is not None:
            return speaker
    if relation in ("conj", "xcomp", "advcl") or (relation == "ccomp" and has_mark(tree, verb, "to")):
        return _subject_above(tree, verb, governor)
    return None


def _other_subject(tree: Tree, verb: int, governor: int) -> int | None:
    """Return who speaks in "quoted him as saying" and in "…, he said, adding"."""
    if has_mark(tree, verb, "as"):
        controlled = tree.of(governor, "obj", "nsubj:pass")
        return controlled[0] if controlled else None
    for inserted in tree.of(governor, "parataxis"):
        named = tree.of(inserted, "nsubj")
        if governor < inserted < verb and named:
            return named[0]
    return None


def _subject_above(tree: Tree, verb: int, governor: int) -> int | None:
    if tree.analysis.upos[governor] in ("NOUN", "PROPN", "PRON") and not tree.of(governor, "cop", *_SUBJECTS):
        return governor if tree.analysis.deprel[verb] != "conj" else None
    if is_passive(tree, governor) and not is_passive(tree, verb) and tree.analysis.deprel[verb] == "advcl":
        agents = agent(tree, governor)
        if agents is not None and not has_mark(tree, verb, "as"):
            return agents
    return subject(tree, governor)


def agent(tree: Tree, verb: int) -> int | None:
    """Return the head of the by-phrase of a passive."""
    for child in tree.children[verb]:
        relation = tree.analysis.deprel[child]
        if relation == "obl:agent" or (relation in ("obl", "nmod") and has_mark(tree, child, "by")):
            return child
    return None


def antecedent(tree: Tree, token: int) -> int:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if tree.word(token) not in _RELATIVE:
        return token
    for governor in above(tree, token):
        if tree.analysis.deprel[governor] in ("acl:relcl", "acl"):
            return tree.analysis.head[governor]
    return token


def noun_phrase(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the tokens of a noun phrase, without its case word and without clauses set off by a comma."""
    barred = [child for child in tree.children[head] if _hangs_loose(tree, head, child)]
    tokens = trimmed(tree, connected(subtree(tree, head, without=barred), head))
    return _to_the_name(tree, _without_the_day(tree, tokens))


def _without_the_day(tree: Tree, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return the phrase without a day at its end: "Yasser Arafat Wednesday", "the government on Thursday"."""
    if len(tokens) < 2 or not is_weekday(tree, tokens[-1]):
        return tokens
    return tokens[:-2] if tree.word(tokens[-2]) == "on" else tokens[:-1]


def is_weekday(tree: Tree, token: int) -> bool:
    """Return whether the word is the name of a day; in English all seven end in "day"."""
    return tree.analysis.upos[token] == "PROPN" and tree.word(token).endswith("day")


def _to_the_name(tree: Tree, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return the phrase with the name that follows at once: "spokesman" + "Nick Merrill"."""
    last = tokens[-1] if tokens else -1
    names, upos = tree.analysis.name, tree.analysis.upos
    if last < 0 or upos[last] not in ("NOUN", "PROPN"):
        return tokens
    follow = last + 1
    while follow < len(names) and names[follow].endswith(("-PER", "-ORG")) and upos[follow] == "PROPN":
        if names[follow].startswith("B-") and follow > last + 1:
            break
        follow += 1
    return (*tokens, *range(last + 1, follow))


def _hangs_loose(tree: Tree, head: int, child: int) -> bool:
    relation = tree.analysis.deprel[child]
    if relation in (
        "case",
        "cc",
        "mark",
        "parataxis",
        "discourse",
        "cop",
        "aux",
        "advcl",
        "nsubj",
        "dep",
        "conj",
    ):
        return relation != "conj" or child - head > 25
    if relation in ("acl:relcl", "acl", "advcl"):
        first = subtree(tree, child)[0]
        comma = "," in tree.analysis.form[max(first - 1, 0) : first + 1]
        return relation == "acl:relcl" or comma or first < head
    return False


def connected(tokens: tuple[int, ...], core: int) -> tuple[int, ...]:
    """Return the unbroken run of tokens that holds the core."""
    known = frozenset(tokens)
    first = last = core
    while first - 1 in known:
        first -= 1
    while last + 1 in known:
        last += 1
    return tuple(range(first, last + 1))


def trimmed(tree: Tree, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return the tokens without punctuation at both ends; brackets and quotation marks stay."""
    first, last = 0, len(tokens)
    while first < last and tree.analysis.form[tokens[first]] in _LOOSE:
        first += 1
    while last > first and tree.analysis.form[tokens[last - 1]] in _LOOSE:
        last -= 1
    return tokens[first:last]


_LOOSE = frozenset([",", ";", ":", "-", "–", "—", "--", ".", "…", "...", "―"])


def clause(tree: Tree, token: int) -> int:
    """Return the head of the clause that a token stands in."""
    if tree.analysis.deprel[token] in _CLAUSES and tree.analysis.upos[token] in ("VERB", "AUX"):
        return token
    for governor in above(tree, token):
        relation = tree.analysis.deprel[governor].split(":")[0]
        if relation in ("root", "ccomp", "advcl", "acl", "parataxis", "csubj"):
            return governor
        if tree.analysis.upos[governor] == "VERB" and relation in ("conj", "xcomp"):
            return governor
    return token


def tokens_in(tree: Tree, span: Span) -> range:
    """Return the tokens that start inside a span."""
    starts = tree.analysis.start
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def spans(tree: Tree, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Return where the tokens stand: one span for each unbroken run."""
    pieces: list[Span] = []
    last = -2
    for token in sorted(set(tokens)):
        here = tree.analysis.span(token)
        if token == last + 1 and _same_block(tree, token):
            pieces[-1] = Span(start=pieces[-1].start, end=here.end)
        else:
            pieces.append(here)
        last = token
    return tuple(pieces)


def _same_block(tree: Tree, token: int) -> bool:
    between = tree.text[tree.analysis.end[token - 1] : tree.analysis.start[token]]
    return "\n" not in between


def runs(tokens: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """Return the unbroken runs of tokens."""
    found: list[list[int]] = []
    for token in sorted(set(tokens)):
        if found and found[-1][-1] == token - 1:
            found[-1].append(token)
        else:
            found.append([token])
    return tuple(tuple(run) for run in found)


def without_edges(tokens: Iterable[int], drop: Callable[[int], bool]) -> tuple[int, ...]:
    """Return the tokens less those at both ends that a test names."""
    kept = sorted(set(tokens))
    while kept and drop(kept[0]):
        kept.pop(0)
    while kept and drop(kept[-1]):
        kept.pop()
    return tuple(kept)
