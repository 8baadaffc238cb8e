"""Which tokens make up the phrase of a head word."""

from collections.abc import Iterator

from demarche.types import Analysis, Span

_KEPT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nmod:poss",
        "nmod:desc",
        "nummod",
        "flat",
        "nmod",
        "fixed",
        "det:predet",
        "goeswith",
        "nmod:unmarked",
        "list",
        "compound:prt",
    }
)
_WIDE = _KEPT | {"acl"}
_INNER = frozenset(
    {"case", "punct", "cc", "conj", "obl", "mark", "advmod", "obj", "nmod", "cc:preconj", "xcomp"}
)


def base(relation: str) -> str:
    """Return a dependency relation without its subtype."""
    return relation.split(":", 1)[0]


def phrase_tokens(analysis: Analysis, head: int, *, wide: bool = False) -> tuple[int, ...]:
    """Return the tokens of the phrase that a noun heads, in order.

    Determiners, modifiers, titles, the parts of a name and what prepositions add are in; conjuncts,
    appositions and clauses are out. ``wide`` takes in reduced clauses: "refugees fleeing Liberia".
    """
    kept = _WIDE if wide else _KEPT
    tokens = {head}
    for child in analysis.children[head]:
        relation = analysis.deprel[child]
        if relation in kept or base(relation) in ("flat", "compound"):
            tokens.update(_subtree(analysis, child, inner=child < head))
    return _tight(analysis, head, tokens)


def _subtree(analysis: Analysis, token: int, *, inner: bool) -> Iterator[int]:
    """Yield a dependent and all below it but relative clauses and appositions."""
    yield token
    for child in analysis.children[token]:
        relation = analysis.deprel[child]
        if relation in ("acl:relcl", "appos", "parataxis", "advcl", "ccomp"):
            continue
        yield from _subtree(analysis, child, inner=inner)


def _tight(analysis: Analysis, head: int, tokens: set[int]) -> tuple[int, ...]:
    """Return the tokens without gaps of more than a mark, and without marks at the ends."""
    first = last = head
    ordered = sorted(tokens)
    for token in reversed([token for token in ordered if token < head]):
        if first - token > 2 and any(analysis.upos[gap] != "PUNCT" for gap in range(token + 1, first)):
            break
        first = token
    for token in (token for token in ordered if token > head):
        if token - last > 2 and any(
            analysis.upos[gap] not in ("PUNCT", "PART") for gap in range(last + 1, token)
        ):
            break
        last = token
    while first < head and analysis.upos[first] in ("PUNCT", "CCONJ"):
        first += 1
    while last > head and analysis.upos[last] in ("PUNCT", "CCONJ", "ADP", "PART"):
        last -= 1
    return tuple(range(first, last + 1))


def span_of(analysis: Analysis, tokens: tuple[int, ...]) -> Span:
    """Return where the tokens stand in the text."""
    return Span(start=analysis.start[tokens[0]], end=analysis.end[tokens[-1]])
