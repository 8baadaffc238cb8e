"""What actors want, support, oppose and fear, so that a change of position can be seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.statements.cues import Cues, index_cues
from demarche.statements.phrases import owner, topics_beside
from demarche.statements.speakers import Speakers, actors_at, index_mentions
from demarche.statements.tree import (
    Tree,
    agent,
    grow,
    is_passive,
    is_weekday,
    noun_phrase,
    spans,
    subject,
    subtree,
)
from demarche.statements.verbs import is_feeling
from demarche.tables import Tables
from demarche.types import Actor, Analysis, Article, Attitude, Layers, Position, Span, statement_at

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "neither"})
_OPPOSITES = {
    Attitude.WANTS: Attitude.OPPOSES,
    Attitude.SUPPORTS: Attitude.OPPOSES,
    Attitude.WELCOMES: Attitude.REGRETS,
    Attitude.OPPOSES: Attitude.SUPPORTS,
    Attitude.REGRETS: Attitude.WELCOMES,
    Attitude.REFUSES: Attitude.SUPPORTS,
}
_FIRST_PERSON = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AttitudeWord:
    """One row of ``attitudes.csv``: a word and the attitude that it tells."""

    id: str
    attitude: Attitude
    feels: bool
    """Whether the word is an adjective: its subject holds the attitude, even in "was surprised by"."""
    links: frozenset[str]
    """Relations or prepositions of the issue: ``obj``, ``xcomp``, ``ccomp``, ``for``, ``to``, ``with``."""


def index_attitudes(tables: Tables) -> dict[tuple[str, str], tuple[AttitudeWord, ...]]:
    """Return the table ``attitudes`` by lemma and word class (for ``tables.derive``)."""
    found: dict[tuple[str, str], list[AttitudeWord]] = {}
    for row in tables.rows("attitudes"):
        word = AttitudeWord(
            id=row["id"],
            attitude=Attitude(row["attitude"]),
            feels=row["word"] == "adjective",
            links=frozenset(row["links"].split("|")),
        )
        found.setdefault((row["lemma"], row["word"]), []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def find_positions(
    article: Article, analysis: Analysis, layers: Layers, *, tables: Tables
) -> tuple[Position, ...]:
    """Return what actors want, welcome, oppose or fear, in the order of the text.

    "Moscow is not satisfied with the scenario" is a position of Moscow: regrets, the scenario.
    """
    words, cues = tables.derive(index_attitudes), tables.derive(index_cues)
    tree = grow(article.text, analysis)
    speakers = index_mentions(tree, layers)
    found = []
    for token in range(len(analysis.form)):
        for word in words.get(_entry(tree, token, cues), ()):
            position = _position(tree, token, word, speakers=speakers, cues=cues)
            if position is not None:
                found.append(_dated(position, article))
                break
    return tuple(found)


def _entry(tree: Tree, token: int, cues: Cues) -> tuple[str, str]:
    """Return the lemma and word class under which a token may stand in the table."""
    upos = tree.analysis.upos[token]
    if upos == "ADJ" or is_feeling(tree, token, cues):
        return tree.word(token), "adjective"
    return tree.analysis.lemma[token].lower(), {"VERB": "verb", "NOUN": "noun"}.get(upos, "")


def _dated(position: Position, article: Article) -> Position:
    published = article.published
    return Position(
        holder=position.holder,
        source=position.source,
        attitude=position.attitude,
        cue=position.cue,
        issue=position.issue,
        statement=position.statement,
        first=published.value or published.earliest,
        last=published.value or published.latest,
        basis=position.basis,
    )


def _position(
    tree: Tree, token: int, word: AttitudeWord, *, speakers: Speakers, cues: Cues
) -> Position | None:
    issue = next(_issues(tree, token, word.links), None)
    head = subject(tree, token) if word.feels else _holder(tree, token, cues)
    if issue is None or head is None or (tree.analysis.deprel[token] == "amod"):
        return None
    pieces, names = spans(tree, issue), spans(tree, noun_phrase(tree, head))
    cue = tree.analysis.span(token)
    statement = statement_at(speakers.layers.statements, cue)
    return Position(
        holder=_actors(tree, head, statement, speakers=speakers, cues=cues),
        source=Span(start=names[0].start, end=names[-1].end) if names else None,
        attitude=_attitude(tree, token, word),
        cue=cue,
        issue=Span(start=pieces[0].start, end=pieces[-1].end),
        statement=statement,
        basis=f"attitudes:{word.id}",
    )


def _attitude(tree: Tree, token: int, word: AttitudeWord) -> Attitude:
    negated = any(tree.word(child) in _NEGATIONS for child in tree.children[token] if child < token)
    return _OPPOSITES.get(word.attitude, word.attitude) if negated else word.attitude


def _issues(tree: Tree, token: int, links: frozenset[str]) -> Iterator[tuple[int, ...]]:
    """Yield the words for the issue, as the row's links name them."""
    passive = is_passive(tree, token) and tree.analysis.upos[token] == "VERB"
    for child in tree.children[token]:
        relation = tree.analysis.deprel[child]
        linked = relation.split(":")[0] in links and not (passive and relation.startswith("obj"))
        if linked or (passive and relation == "nsubj:pass" and "obj" in links):
            yield subtree(tree, child)
        elif is_weekday(tree, child):
            continue  # "agreed on Wednesday": a day is no issue
        elif relation in _LOOSE_LINKS and child > token:
            yield from _after_word(tree, child, links)
    for child in topics_beside(tree, token):
        yield from _after_word(tree, child, links)


_LOOSE_LINKS = ("obl", "obl:agent", "nmod", "advcl", "acl", "xcomp")


def _after_word(tree: Tree, child: int, links: frozenset[str]) -> Iterator[tuple[int, ...]]:
    openers = tree.of(child, "case", "mark")
    if any(tree.word(opener) in links for opener in openers):
        yield subtree(tree, child, without=openers)


def _holder(tree: Tree, token: int, cues: Cues) -> int | None:
    if tree.analysis.upos[token] == "NOUN":
        return owner(tree, token, cues)
    if tree.analysis.upos[token] == "VERB" and is_passive(tree, token):
        return agent(tree, token)
    return subject(tree, token)


def _actors(
    tree: Tree, head: int, statement: int | None, *, speakers: Speakers, cues: Cues
) -> tuple[Actor, ...]:
    if tree.word(head) in _FIRST_PERSON and statement is not None:
        return speakers.layers.statements[statement].speaker
    return actors_at(tree, head, speakers, cues)
