"""Predictions for the actor gold: a phrase, alone or in its sentence, on its date; a name's use in its sentence."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from demarche.actors import document_context, resolve_actors, resolve_phrase
from demarche.actors.lexicon import Lexicon
from demarche.actors.usage import usage_of, usage_words
from demarche.actors.words import fold, split_phrase
from demarche.mentions import find_mentions
from demarche.sentences import Analyzer, load_analyzer
from demarche.tables import Tables, load_tables
from demarche.types import (
    Analysis,
    Article,
    Mention,
    MentionKind,
    Paragraph,
    ParagraphKind,
    Publication,
    Resolution,
    Span,
)

TODAY = date(2022, 11, 15)
"""The day that the gold's "today" stands for."""


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Write one prediction a line for the phrases of a JSON Lines file."""
    reader = Reader(load_analyzer(), load_tables())
    with input_path.open(encoding="utf-8") as lines, output_path.open("w", encoding="utf-8") as output:
        for line in lines:
            if line.strip():
                output.write(json.dumps(reader.predict(json.loads(line)), ensure_ascii=False) + "\n")


class Reader:
    """Analyzer and tables, with the last sentence read kept: several phrases share one."""

    def __init__(self, analyzer: Analyzer, tables: Tables) -> None:
        self.analyzer = analyzer
        self.tables = tables
        self._kept: tuple[object, Any] = (None, None)

    def predict(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return the prediction for one phrase."""
        if row.get("kind") in ("coactors", "sentence", "phrase"):
            return {"id": row["id"], "resolved": False}
        day = date.fromisoformat(row["date"]) if row.get("date") else TODAY
        if not row.get("span"):
            resolution = resolve_phrase(split_phrase(row["text"]), on=day, tables=self.tables)
            return as_prediction(row["id"], resolution)
        return self._in_sentence(row, day)

    def _in_sentence(self, row: dict[str, Any], day: date) -> dict[str, Any]:
        article, analysis, mentions, resolutions = self._read(row["context"], day)
        span = Span(start=row["span"][0], end=row["span"][1])
        index = best_mention(analysis, mentions, span)
        own = resolutions[index] if index is not None else Resolution(role="none")
        if index is None or mentions[index].span != span:
            context = document_context(
                article, analysis, mentions, resolutions, before=index, tables=self.tables
            )
            role = own.role if own.role != "none" else "actor"
            phrase = resolve_phrase(
                split_phrase(span.of(article.text)), on=day, tables=self.tables, context=context(role)
            )
            own = phrase if any(actor.country for actor in phrase.actors) or not own.actors else own
        prediction = as_prediction(row["id"], own)
        prediction["label"] = own.role.replace("modifier", "actor")
        name = mention_of(analysis, span)
        if row["kind"] == "metonymy" and name is not None:
            prediction["label"] = label(analysis, name, self.tables)
        return prediction

    def _read(
        self, text: str, day: date
    ) -> tuple[Article, Analysis, tuple[Mention, ...], tuple[Resolution, ...]]:
        if self._kept[0] != (text, day):
            whole = Span(start=0, end=len(text))
            article = Article(
                page_id="",
                text=text,
                paragraphs=(Paragraph(span=whole, kind=ParagraphKind.BODY),),
                published=Publication(value=day),
            )
            analysis = self.analyzer.analyze(text, [whole])
            mentions = find_mentions(article, analysis, tables=self.tables)
            resolutions = resolve_actors(article, analysis, mentions, tables=self.tables)
            self._kept = ((text, day), (article, analysis, mentions, resolutions))
        return self._kept[1]


def best_mention(analysis: Analysis, mentions: tuple[Mention, ...], span: Span) -> int | None:
    """Return the mention of these words: the same span, else the one whose head lies in it, the widest first."""
    for index, mention in enumerate(mentions):
        if mention.span == span:
            return index
    inside = [index for index, mention in enumerate(mentions) if span.overlaps(analysis.span(mention.head))]
    return max(inside, key=lambda index: (-depth(analysis, mentions[index].head), index), default=None)


def depth(analysis: Analysis, token: int) -> int:
    """Return how far below the root a token stands."""
    steps = 0
    while analysis.head[token] != token and steps < 50:
        token, steps = analysis.head[token], steps + 1
    return steps


def label(analysis: Analysis, mention: Mention, tables: Tables) -> str:
    """Return the gold's class of a place name's use."""
    token, words = mention.head, tables.derive(usage_words)
    used = usage_of(analysis, mention, tables=tables)
    relation, head = analysis.deprel[token], analysis.head[token]
    lexicon = tables.derive(Lexicon)
    if _in_longer_name(analysis, mention):
        return "embedded"
    if analysis.xpos[token] in ("NNS", "NNPS") and _demonym(analysis.form[token], lexicon):
        return "people"
    if used == "modifier":
        return "place_modifier" if analysis.lemma[head] in words["place noun"] else "actor_modifier"
    if used == "place" and (relation == "parataxis" or relation == "nmod:poss"):
        return "mixed"  # a dateline; what a country has rather than does
    of = any(analysis.form[child].lower() == "of" for child in analysis.children[token])
    place = analysis.lemma[head] in words["place noun"] | words["place head"]
    if used == "place" and relation == "nmod" and of and not place and _role(analysis.form[head], lexicon):
        return "actor_modifier"
    return used


def _demonym(form: str, lexicon: Lexicon) -> bool:
    return any(kind == "demonym" for kind, _, _ in lexicon.phrases.get(fold(form), ()))


def _role(form: str, lexicon: Lexicon) -> bool:
    found = [row["sectors"] for kind, _, row in lexicon.phrases.get(fold(form), ()) if kind == "agent"]
    return any(sectors and not sectors.startswith("CVL") for sectors in found)


def _in_longer_name(analysis: Analysis, mention: Mention) -> bool:
    """Return whether a tagged name of a body goes on before or behind the mention."""
    tokens = list(tokens_in(analysis, mention.span))
    after = tokens[-1] + 1
    tags = analysis.name
    return tags[tokens[0]].startswith("I-ORG") or (
        after < len(tags) and tags[after] == "I-ORG" and tags[tokens[-1]] != "O"
    )


def mention_of(analysis: Analysis, span: Span) -> Mention | None:
    """Return the words of a span as a mention, headed by their topmost token."""
    tokens = list(tokens_in(analysis, span))
    if not tokens:
        return None
    head = min(tokens, key=lambda token: depth(analysis, token))
    return Mention(span=span, head=head, kind=MentionKind.NAME)


def tokens_in(analysis: Analysis, span: Span) -> Iterator[int]:
    """Yield the tokens that lie in a span."""
    for token in range(len(analysis.form)):
        if span.overlaps(analysis.span(token)):
            yield token


def as_prediction(row_id: str, resolution: Resolution) -> dict[str, Any]:
    """Return a resolution in the gold's form."""
    if not resolution.actors:
        return {"id": row_id, "resolved": False, "country": "", "code1": "", "label": resolution.role}
    actor = resolution.actors[0]
    sectors = (*actor.sectors, "", "")
    return {
        "id": row_id,
        "country": actor.country or "",
        "code1": sectors[0],
        "code2": sectors[1],
        "wiki": actor.name,
        "resolved": True,
        "label": resolution.role,
        "basis": actor.basis,
    }
