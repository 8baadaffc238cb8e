"""Which quotation belongs to which cue: in the sentence, after a colon, going on, or to nobody."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from demarche.statements.drafts import Draft
from demarche.statements.quotes import Quote
from demarche.statements.tree import Tree, tokens_in
from demarche.types import Stance

_SPOKEN = ("speech", "text")
_STOPS = (",", ".", "?", "!")
_SHORT = 4
"""A quotation of so few words without a verb is a word held up with tongs, no utterance of its own."""


def link_quotes(tree: Tree, drafts: Iterable[Draft], quotes: Sequence[Quote]) -> tuple[Draft, ...]:
    """Return the drafts with their quotations; quotations without a cue become drafts of their own."""
    held = [tokens_in(tree, quote.span) for quote in quotes]
    linked = sorted(_clipped(drafts, quotes, held), key=lambda item: item.core)
    cores = [item.core for item in linked]
    holder = {number: index for index, item in enumerate(linked) for number in item.quotes}
    for number, quote in enumerate(quotes):
        if quote.inner or not held[number] or number in holder:
            continue
        near = _between(cores, _sentences_around(tree, held[number]))
        owner = _owner(tree, linked, near, held[number])
        if owner is None and _is_short(tree, held[number]):
            continue
        if owner is None:
            owner = _owner_before(tree, linked, cores, held[number])
        if owner is None:
            owner = _continued(tree, quotes, holder, held[number], number)
        if owner is None:
            owner = _owner_after(tree, linked, cores, held[number])
        if owner is None:
            linked.append(_orphan(tree, number, held[number], quote))
            owner = len(linked) - 1
        else:
            linked[owner] = _with_quote(linked[owner], number, held[number], quote)
        holder[number] = owner
    return tuple(linked)


def _between(cores: Sequence[int], tokens: range) -> range:
    """Return the indices of the drafts whose main token is one of these tokens."""
    return range(bisect_left(cores, tokens.start), bisect_left(cores, tokens.stop))


def _clipped(drafts: Iterable[Draft], quotes: Sequence[Quote], held: Sequence[range]) -> Iterator[Draft]:
    """Yield the drafts with their content kept inside the quotation that their cue stands in."""
    around = {
        token: here for quote, here in zip(quotes, held, strict=True) if not quote.inner for token in here
    }
    for item in drafts:
        here = around.get(item.core, range(0))
        content = tuple(token for token in item.content if token in here)
        yield replace(item, content=content) if content else item


def _owner(tree: Tree, drafts: Sequence[Draft], near: range, held: range) -> int | None:
    """Return the draft of the same sentence that the quotation belongs to."""
    best, best_score = None, 0.0
    for index in near:
        if drafts[index].core in held:
            continue
        score = _score(tree, drafts[index], held)
        if score > best_score:
            best, best_score = index, score
    return best


def _sentences_around(tree: Tree, held: range) -> range:
    """Return the tokens of the sentences that the quotation touches."""
    first, last = tree.analysis.sentence_of(held[0]), tree.analysis.sentence_of(held[-1])
    return range(tree.analysis.sentences[first].first, tree.analysis.sentences[last].last)


def _score(tree: Tree, item: Draft, held: range) -> float:
    """Return how well a draft fits a quotation; 0 where it does not."""
    sentence = tree.analysis.sentences[tree.analysis.sentence_of(item.core)]
    here = [token for token in held if sentence.first <= token < sentence.last]
    common = len(frozenset(item.content).intersection(here))
    share = common / max(len(here), 1)
    if share > 0.5:
        return 2 + share - len(item.content) / 1000
    if item.kind not in _SPOKEN or (not item.source and item.head is None):
        return 0
    if _is_short(tree, held) and not (_touches(item, held) and tree.analysis.form[held[-1] - 1] in _STOPS):
        return 0
    if item.content and not common and not _touches(item, held):
        return 0
    distance = min(abs(item.core - held[0]), abs(item.core - held[-1]))
    return 1 + share - distance / 1000


def _touches(item: Draft, held: range) -> bool:
    """Return whether speaker and cue stand right beside the quotation: '"Now," he said, "we go."'."""
    words = (*item.source, *item.cue)
    return 0 < min(words) - held[-1] <= 2 or 0 < held[0] - max(words) <= 2


def _is_short(tree: Tree, held: range) -> bool:
    words = [token for token in held if tree.analysis.upos[token] not in ("PUNCT", "SYM")]
    verbs = any(tree.analysis.upos[token] in ("VERB", "AUX") for token in words)
    return (len(words) <= _SHORT and not verbs) or len(words) <= 1


def _with_quote(item: Draft, number: int, held: range, quote: Quote) -> Draft:
    barred = frozenset(item.cue) | frozenset(item.source)
    content = tuple(sorted((frozenset(item.content) | frozenset(held)) - barred))
    basis = item.basis + "+continued" if quote.continues and "+continued" not in item.basis else item.basis
    return replace(item, content=content, quotes=(*item.quotes, number), basis=basis, told=True)


def _owner_before(tree: Tree, drafts: Sequence[Draft], cores: Sequence[int], held: range) -> int | None:
    """Return the draft that leads up to a quotation: by a colon, or by speech without content."""
    number = tree.analysis.sentence_of(held[0])
    sentence, before = tree.analysis.sentences[number], tree.analysis.sentences[number - 1]
    if held[0] and tree.analysis.form[held[0] - 1] in (":", ":-", ",", "that"):
        led = tree.analysis.sentences[tree.analysis.sentence_of(held[0] - 1)]
        spoken = [i for i in _between(cores, range(led.first, led.last)) if drafts[i].kind in _SPOKEN]
        if spoken:
            return spoken[-1]
    if not number or before.paragraph != sentence.paragraph or held[0] - sentence.first > 1:
        return None
    empty = [
        index
        for index in _between(cores, range(before.first, before.last))
        if drafts[index].kind in _SPOKEN and drafts[index].source and not drafts[index].content
    ]
    return empty[-1] if empty else None


def _owner_after(tree: Tree, drafts: Sequence[Draft], cores: Sequence[int], held: range) -> int | None:
    """Return the speech without content that opens the next paragraph: '"They have left,"' / 'he said'."""
    number = tree.analysis.sentence_of(held[-1]) + 1
    if number >= len(tree.analysis.sentences) or tree.analysis.form[held[-1] - 1] != ",":
        return None
    after = tree.analysis.sentences[number]
    for index in _between(cores, range(after.first, after.last)):
        item = drafts[index]
        if item.kind in _SPOKEN and item.source and not item.content and min(item.source) - after.first <= 1:
            return index
    return None


def _continued(
    tree: Tree, quotes: Sequence[Quote], holder: Mapping[int, int], held: range, number: int
) -> int | None:
    """Return the draft of the quotation before, in the same paragraph or at the end of the last one."""
    block = quotes[number].paragraph
    for last in range(number - 1, -1, -1):
        if quotes[last].inner:
            continue
        next_block = quotes[last].paragraph == block - 1 and _opens_block(tree, held)
        if quotes[last].paragraph != block and not next_block:
            return None
        if last in holder:
            return holder[last]
        if next_block:
            return None
    return None


def _opens_block(tree: Tree, held: range) -> bool:
    sentence = tree.analysis.sentence_of(held[0])
    paragraph = tree.analysis.sentences[sentence].paragraph
    first = tree.analysis.sentences[sentence].first
    opens = sentence == 0 or tree.analysis.sentences[sentence - 1].paragraph != paragraph
    return opens and held[0] - first <= 1


def _orphan(tree: Tree, number: int, held: range, quote: Quote) -> Draft:
    basis = "quote:unattributed" if quote.closed else "quote:unattributed:unclosed"
    return Draft(
        core=held[0],
        cue=(),
        source=(),
        head=None,
        content=tuple(held),
        stance=Stance.ASSERTS,
        kind="speech",
        told=True,
        basis=basis,
        quotes=(number,),
    )
