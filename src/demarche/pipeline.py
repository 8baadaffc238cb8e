"""The read half, in plain sight: one page in, one reading out.

Page → Article → Analysis → mentions → actors · places · times → statements → events
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from demarche.actors import resolve_actors
from demarche.articles import read_article
from demarche.config import Settings, load_settings
from demarche.errors import InputError
from demarche.events import code_events
from demarche.mentions import find_mentions
from demarche.pages import open_pages
from demarche.places import find_places
from demarche.sentences import Analyzer, load_analyzer
from demarche.statements import find_positions, find_statements
from demarche.tables import Tables, load_tables
from demarche.times import find_times
from demarche.types import (
    Analysis,
    Article,
    Layers,
    Page,
    Paragraph,
    ParagraphKind,
    Problem,
    Publication,
    Reading,
    Span,
)


class Pipeline:
    """The read half with its weights and tables loaded: ``pipeline.read(page)``."""

    def __init__(self, *, analyzer: Analyzer, tables: Tables) -> None:
        self.analyzer = analyzer
        self.tables = tables

    def read(self, page: Page) -> Reading:
        """Return all that one page tells; raise :class:`InputError` where it can't be read."""
        reading = self.read_article(read_article(page, tables=self.tables), name=page.name)
        return replace(reading, fetched=page.fetched)

    def read_article(self, article: Article, *, name: str = "") -> Reading:
        """Return all that one article tells. Other languages than English are kept but not coded."""
        if article.language not in (None, "en"):
            problem = Problem(
                page=name,
                stage="articles",
                error="language",
                message=f"the page is in {article.language!r}, not English: read but not coded",
            )
            empty = _no_analysis()
            return Reading(
                article=article, analysis=empty, layers=Layers(), events=(), problems=(problem,), name=name
            )
        analysis = self.analyzer.analyze(article.text, [paragraph.span for paragraph in article.body])
        layers = self._layers(article, analysis)
        events = code_events(article, analysis, layers, tables=self.tables)
        return Reading(
            article=article,
            analysis=replace(analysis, vectors=None),
            layers=layers,
            events=events,
            positions=find_positions(article, analysis, layers, tables=self.tables),
            name=name,
        )

    def _layers(self, article: Article, analysis: Analysis) -> Layers:
        tables = self.tables
        mentions = find_mentions(article, analysis, tables=tables)
        layers = Layers(
            mentions=mentions,
            resolutions=resolve_actors(article, analysis, mentions, tables=tables),
            places=find_places(article, analysis, mentions, tables=tables),
            times=find_times(article, analysis, tables=tables),
        )
        statements = find_statements(article, analysis, layers, tables=tables)
        return replace(layers, statements=statements)


def load(settings: Settings | None = None) -> Pipeline:
    """Return a pipeline with weights and tables loaded."""
    chosen = settings or load_settings()
    return Pipeline(analyzer=load_analyzer(chosen.weights), tables=load_tables(chosen.tables))


def read(path: str | Path, *, pipeline: Pipeline | None = None) -> Reading:
    """Return the reading of one page file; raise :class:`InputError` where it can't be read."""
    for found in open_pages([path]):
        if isinstance(found, Problem):
            raise InputError(found.page, found.message)
        return (pipeline or load()).read(found)
    raise InputError(str(path), "holds no page")


def read_text(text: str, *, day: date | None = None, pipeline: Pipeline | None = None) -> Reading:
    """Return the reading of clean text, all of it article body, published on a given day if one is known."""
    return (pipeline or load()).read_article(plain_article(text, day=day), name="text")


def plain_article(text: str, *, day: date | None = None) -> Article:
    """Return clean text as an article: every block of lines a body paragraph."""
    published = (
        Publication(value=day, earliest=day, latest=day, basis="stated:caller") if day else Publication()
    )
    page_id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    paragraphs = tuple(Paragraph(span=span, kind=ParagraphKind.BODY) for span in _blocks(text))
    return Article(
        page_id=page_id, text=text, paragraphs=paragraphs, language="en", published=published, basis="plain"
    )


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            yield Span(start=first, end=first + len(stripped))
        start += len(line)


def _no_analysis() -> Analysis:
    return Analysis(
        sentences=(),
        start=(),
        end=(),
        form=(),
        lemma=(),
        upos=(),
        xpos=(),
        feats=(),
        head=(),
        deprel=(),
        name=(),
    )
