"""Find what may stand for an actor or a place: names, role nouns, pronouns, modifiers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.mentions.spans import base, phrase_tokens, span_of
from demarche.tables import Tables
from demarche.types import Analysis, Article, Mention, MentionKind

_INSIDE = frozenset(
    {"flat", "fixed", "goeswith", "punct", "case", "det", "cc", "mark", "aux", "cop", "advmod"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "DET"})


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of the tables that may head a mention."""

    names: frozenset[str]
    """First words of the names of states, bodies, groups, peoples, places, as written."""
    whole: frozenset[str]
    """Whole names, folded to lower case."""
    agents: frozenset[str]
    """Role words of one word."""
    phrases: frozenset[str]
    """Role words of several words."""
    pronouns: dict[str, str]


def find_mentions(article: Article, analysis: Analysis, *, tables: Tables) -> tuple[Mention, ...]:
    """Return the mentions in the order of the text, each conjunct one of its own."""
    vocabulary = tables.derive(_vocabulary)
    found: list[Mention] = []
    for token in range(len(analysis.form)):
        mention = _mention_at(analysis, token, vocabulary)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _mention_at(analysis: Analysis, token: int, vocabulary: _Vocabulary) -> Mention | None:
    if analysis.upos[token] == "PRON" or (
        analysis.deprel[token] == "nmod:poss" and analysis.upos[token] == "DET"
    ):
        return _pronoun(analysis, token, vocabulary)
    if analysis.upos[token] not in _NOMINAL or base(analysis.deprel[token]) in _INSIDE:
        return None
    if analysis.deprel[token] == "nmod:desc" and _named(analysis, analysis.head[token]):
        return None
    if _modifies(analysis, token):
        return _modifier(analysis, token, vocabulary)
    return _phrase(analysis, token, vocabulary)


def _modifies(analysis: Analysis, token: int) -> bool:
    """Return whether the token stands before a noun as its modifier, or is joined to one that does."""
    for _ in range(4):
        if _has_case(analysis, token):
            return False
        if analysis.deprel[token] != "conj" or analysis.head[token] == token:
            break
        token = analysis.head[token]
    return base(analysis.deprel[token]) in ("amod", "compound", "nmod")


def _pronoun(analysis: Analysis, token: int, vocabulary: _Vocabulary) -> Mention | None:
    if vocabulary.pronouns.get(analysis.form[token].lower()) in (None, "relative"):
        return None
    return Mention(span=analysis.span(token), head=token, kind=MentionKind.PRONOUN)


def _phrase(analysis: Analysis, token: int, vocabulary: _Vocabulary) -> Mention | None:
    tokens = _widened(analysis, phrase_tokens(analysis, token), token, vocabulary)
    name_type = _name_type(analysis, token)
    if name_type or _table_name(analysis, tokens, token, vocabulary):
        return Mention(span=span_of(analysis, tokens), head=token, kind=MentionKind.NAME, name_type=name_type)
    if analysis.upos[token] in ("NOUN", "PROPN", "ADJ", "X") and _agent(analysis, token, vocabulary):
        return Mention(span=span_of(analysis, tokens), head=token, kind=MentionKind.NOMINAL)
    return None


def _modifier(analysis: Analysis, token: int, vocabulary: _Vocabulary) -> Mention | None:
    """Return the mention of a name or nationality word before a noun; of a possessor with all its words."""
    if analysis.deprel[token] == "nmod:poss":
        return _phrase(analysis, token, vocabulary)
    head = analysis.head[token]
    if _named(analysis, token) and _same_name(analysis, token, head):
        return None
    tokens = _widened(analysis, _name_stretch(analysis, token), token, vocabulary)
    if tokens[-1] > token and _modifies(analysis, tokens[-1]):
        return None
    if not _named(analysis, token) and not _table_name(analysis, tokens, token, vocabulary):
        return None
    return Mention(
        span=span_of(analysis, tokens),
        head=token,
        kind=MentionKind.MODIFIER,
        name_type=_name_type(analysis, token),
    )


def _name_stretch(analysis: Analysis, token: int) -> tuple[int, ...]:
    """Return the token with what belongs to it as a name: "North Korean", "Security Council"."""
    tokens = {token}
    for child in analysis.children[token]:
        if base(analysis.deprel[child]) in ("compound", "amod", "flat", "advmod") and abs(child - token) <= 4:
            tokens.add(child)
    first, last = min(tokens), max(tokens)
    return tuple(range(first, last + 1))


def _has_case(analysis: Analysis, token: int) -> bool:
    return any(
        analysis.deprel[child] == "case" and analysis.upos[child] != "PART"
        for child in analysis.children[token]
    )


def _named(analysis: Analysis, token: int) -> bool:
    return analysis.name[token] != "O"


def _same_name(analysis: Analysis, token: int, head: int) -> bool:
    """Return whether token and head stand in one tagged name."""
    first, last = min(token, head), max(token, head)
    return all(analysis.name[place].startswith("I-") for place in range(first + 1, last + 1))


def _name_type(analysis: Analysis, token: int) -> str:
    """Return the type of the name that the token heads, looked up on its parts where its own tag is missing."""
    if _named(analysis, token):
        return analysis.name[token][2:]
    for child in analysis.children[token]:
        if base(analysis.deprel[child]) == "flat" and _named(analysis, child):
            return analysis.name[child][2:]
    return ""


def _table_name(analysis: Analysis, tokens: Sequence[int], head: int, vocabulary: _Vocabulary) -> bool:
    """Return whether a name of the tables ends at, or runs over, the head of the phrase."""
    if analysis.form[head].islower() and not analysis.form[head][:1].isdigit():
        return False
    words = [analysis.form[token].lower() for token in tokens]
    place = list(tokens).index(head)
    for first in range(max(0, place - 5), place + 1):
        if words[first] not in vocabulary.names:
            continue
        for last in range(place + 1, min(len(words), place + 5) + 1):
            if " ".join(words[first:last]) in vocabulary.whole:
                return True
    return False


def _widened(
    analysis: Analysis, tokens: tuple[int, ...], head: int, vocabulary: _Vocabulary
) -> tuple[int, ...]:
    """Return the tokens with the rest of a table's name that the parse has cut: "Costa Rica", "Customs and Excise"."""
    limit = len(analysis.form)
    for first in range(max(0, head - 4), head + 1):
        if analysis.form[first].lower() not in vocabulary.names or not analysis.form[first][:1].isupper():
            continue
        for last in range(min(limit, head + 5), head, -1):
            inside = first in tokens and last - 1 in tokens
            if (
                not inside
                and last - first > 1
                and " ".join(analysis.form[first:last]).lower() in vocabulary.whole
            ):
                return tuple(range(min(first, tokens[0]), max(last - 1, tokens[-1]) + 1))
    return tokens


def _agent(analysis: Analysis, token: int, vocabulary: _Vocabulary) -> bool:
    """Return whether the token is a role word by itself, or with the words before it."""
    form = analysis.form[token].lower()
    if form in vocabulary.agents or analysis.lemma[token].lower() in vocabulary.agents:
        return True
    before = [analysis.form[place].lower() for place in range(max(0, token - 3), token)]
    return any(" ".join([*before[first:], form]) in vocabulary.phrases for first in range(len(before)))


def _vocabulary(tables: Tables) -> _Vocabulary:
    whole = set(_table_names(tables))
    described = (
        text
        for row in tables.rows("organizations")
        if row["described"]
        for text in row["described"].split("|")
    )
    roles = {row["text"] for row in tables.rows("agents") if row["sectors"] not in ("JNK", "NON")}
    roles |= {text.lower() for text in described}
    return _Vocabulary(
        names=frozenset(name.split(" ", 1)[0] for name in whole),
        whole=frozenset(whole),
        agents=frozenset(role for role in roles if " " not in role),
        phrases=frozenset(role for role in roles if " " in role),
        pronouns={row["text"]: row["kind"] for row in tables.rows("pronouns")},
    )


def _table_names(tables: Tables) -> Iterator[str]:
    for row in tables.rows("states"):
        yield from row["names"].lower().split("|")
    for table in ("demonyms", "aliases"):
        yield from (row["text"].lower() for row in tables.rows(table))
    for table in ("organizations", "groups"):
        for row in tables.rows(table):
            yield from row["names"].lower().split("|")
