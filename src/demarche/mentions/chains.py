"""Link mentions of the same thing: short names to full ones, descriptions and pronouns to what they point at."""

from dataclasses import dataclass, field, replace

from demarche.mentions.spans import base
from demarche.tables import Tables
from demarche.types import Analysis, Article, Mention, MentionKind

_REACH = 4
"""Sentences back in which a pronoun looks for what it points at."""
_COMMANDS = 1.5
"""How much likelier the subject of the clause around a pronoun is than the same word elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    pronouns: dict[str, tuple[str, str]]
    """Form to number and kind."""
    bodies: frozenset[str]
    """Lemmas of descriptions that "it" may point to."""


@dataclass(slots=True)
class _Earlier:
    """What stands before a mention, by the words that may point back to it."""

    mentions: list[Mention] = field(default_factory=list)
    by_name: dict[tuple[str, ...], int] = field(default_factory=dict)
    by_part: dict[str, int] = field(default_factory=dict)
    by_noun: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, article: Article, analysis: Analysis, mention: Mention) -> None:
        """Note a mention under its name, the words of its name and the nouns of its phrase."""
        index = len(self.mentions)
        self.mentions.append(mention)
        if mention.kind is MentionKind.PRONOUN:
            return
        if mention.name_type or mention.kind is not MentionKind.NOMINAL:
            words = name_words(analysis, mention)
            if words:
                self.by_name[words] = index
            self.by_part.update(dict.fromkeys(words, index))
        if mention.kind is not MentionKind.MODIFIER:
            number = _number(analysis, mention.head)
            nouns = mention.span.of(article.text)[:_LONG].lower().split()
            self.by_noun.update({(noun, number): index for noun in nouns})


_LONG = 300
"""Characters of a phrase that descriptions are looked up in."""


def link_mentions(
    article: Article, analysis: Analysis, mentions: tuple[Mention, ...], *, tables: Tables
) -> tuple[Mention, ...]:
    """Return the mentions with ``chain`` and ``antecedent`` filled."""
    words = tables.derive(_words)
    earlier = _Earlier()
    chains = 0
    for mention in mentions:
        index = _antecedent(analysis, earlier, mention, words)
        if index is None:
            earlier.add(article, analysis, replace(mention, chain=chains))
            chains += 1
        else:
            chain = earlier.mentions[index].chain
            earlier.add(article, analysis, replace(mention, chain=chain, antecedent=index))
    return tuple(earlier.mentions)


def _antecedent(analysis: Analysis, earlier: _Earlier, mention: Mention, words: _Words) -> int | None:
    if mention.kind is MentionKind.PRONOUN:
        return _for_pronoun(analysis, earlier.mentions, mention, words)
    if mention.name_type or mention.kind in (MentionKind.NAME, MentionKind.MODIFIER):
        return _same_name(analysis, earlier, mention)
    return _for_description(analysis, earlier, mention)


def _same_name(analysis: Analysis, earlier: _Earlier, mention: Mention) -> int | None:
    """Return the last mention whose name is this one, or holds it: "Lavrov" after "Sergey Lavrov"."""
    words = name_words(analysis, mention)
    same = earlier.by_name.get(words)
    if mention.name_type == "PER" and len(words) == 1:
        part = earlier.by_part.get(words[0])
        return part if same is None or (part is not None and part > same) else same
    return same


def name_words(analysis: Analysis, mention: Mention) -> tuple[str, ...]:
    """Return the words of the mention's name, without title and modifiers."""
    first = last = mention.head
    if analysis.name[mention.head] == "O":
        return (analysis.form[mention.head],) if analysis.form[mention.head][:1].isupper() else ()
    while analysis.name[first].startswith("I-") and first > 0:
        first -= 1
    while last + 1 < len(analysis.name) and analysis.name[last + 1].startswith("I-"):
        last += 1
    return analysis.form[first : last + 1]


def _for_description(analysis: Analysis, earlier: _Earlier, mention: Mention) -> int | None:
    """Return what "the minister" points at: the last phrase with that word in it."""
    if not _definite(analysis, mention):
        return None
    noun = analysis.lemma[mention.head].lower()
    return earlier.by_noun.get((noun, _number(analysis, mention.head)))


def _definite(analysis: Analysis, mention: Mention) -> bool:
    """Return whether the phrase is "the" or "that" with nothing else that would tell who."""
    others = [
        child for child in analysis.children[mention.head] if analysis.deprel[child] not in ("case", "punct")
    ]
    words = {analysis.form[child].lower() for child in others if analysis.deprel[child] == "det"}
    telling = [
        child
        for child in others
        if base(analysis.deprel[child]) in ("nmod", "acl", "appos", "compound", "amod")
    ]
    return bool(words & {"the", "that", "this", "these", "those"}) and not telling


def _for_pronoun(analysis: Analysis, earlier: list[Mention], mention: Mention, words: _Words) -> int | None:
    number, kind = words.pronouns.get(analysis.form[mention.head].lower(), ("", ""))
    if kind not in ("person", "thing", "any"):
        return None
    here = analysis.sentence_of(mention.head)
    best, best_score = None, 0.0
    for index in range(len(earlier) - 1, -1, -1):
        other = earlier[index]
        back = here - analysis.sentence_of(other.head)
        if back > _REACH:
            break
        if not _fits(analysis, other, number, kind, words):
            continue
        score = _salience(analysis, other, back) * (
            _COMMANDS if _commands(analysis, other.head, mention.head) else 1.0
        )
        if score > best_score:
            best, best_score = index, score
    return best


def _commands(analysis: Analysis, other: int, pronoun: int) -> bool:
    """Return whether the other is the subject of a clause that holds the pronoun's: "the army denied that it …"."""
    if base(analysis.deprel[other]) != "nsubj":
        return False
    clause, at = analysis.head[other], analysis.head[pronoun]
    while at != clause and analysis.head[at] != at:
        at = analysis.head[at]
    return at == clause and analysis.head[pronoun] != clause


def _fits(analysis: Analysis, other: Mention, number: str, kind: str, words: _Words) -> bool:
    if other.kind is MentionKind.MODIFIER:
        return False
    if other.kind is MentionKind.PRONOUN:
        return words.pronouns.get(analysis.form[other.head].lower(), ("", "")) == (number, kind)
    theirs = _number(analysis, other.head)
    if kind == "person":
        return other.name_type in ("PER", "") and theirs == "singular" and _person_like(analysis, other)
    if kind == "thing":
        body = other.kind is MentionKind.NAME or analysis.lemma[other.head].lower() in words.bodies
        return body and other.name_type != "PER" and theirs == "singular"
    return theirs == "plural" or other.name_type == "ORG"


def _person_like(analysis: Analysis, other: Mention) -> bool:
    return other.name_type == "PER" or other.kind is not MentionKind.NAME


def _number(analysis: Analysis, token: int) -> str:
    if analysis.upos[token] == "PRON":
        return (
            "plural"
            if analysis.form[token].lower() in ("they", "them", "their", "we", "us", "our")
            else "singular"
        )
    return "plural" if analysis.xpos[token] in ("NNS", "NNPS") else "singular"


def _salience(analysis: Analysis, other: Mention, back: int) -> float:
    relation = base(analysis.deprel[other.head])
    place = {"nsubj": 3.0, "obj": 1.5, "iobj": 1.5, "obl": 0.8, "conj": 1.0}.get(relation, 0.7)
    named = 1.3 if other.name_type == "PER" or other.kind is MentionKind.PRONOUN else 1.0
    return place * named / (1.0 + 0.9 * back)


def _words(tables: Tables) -> _Words:
    pronouns = {row["text"]: (row["number"], row["kind"]) for row in tables.rows("pronouns")}
    return _Words(
        pronouns=pronouns, bodies=frozenset(row["lemma"] for row in tables.rows("collective_nouns"))
    )
