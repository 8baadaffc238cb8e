"""The read half, in plain sight: one page in, one reading out.

Page → Article → Analysis → mentions → actors · places · times → statements → events
"""

import hashlib
import traceback
from collections.abc import Iterable, Iterator
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
from demarche.statements import find_statements
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
        return self.read_article(read_article(page, tables=self.tables), name=page.name)

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


def stream(
    pages: Iterable[Page | Problem],
    *,
    workers: int = 1,
    settings: Settings | None = None,
    keep_going: bool = False,
) -> Iterator[Reading | Problem]:
    """Yield a reading for each page, in order, and a problem for each page that can't be read.

    An :class:`InputError` becomes a problem and the run goes on. Any other exception is a bug and stops
    the run; with ``keep_going`` it becomes a problem with its traceback.
    """
    if workers > 1:
        from demarche.engines.local import map_pages

        yield from map_pages(pages, workers=workers, settings=settings, keep_going=keep_going)
        return
    pipeline = load(settings)
    for page in pages:
        yield page if isinstance(page, Problem) else read_or_problem(pipeline, page, keep_going=keep_going)


def read_or_problem(pipeline: Pipeline, page: Page, *, keep_going: bool) -> Reading | Problem:
    """Return the reading of a page, or the problem that stood in the way."""
    try:
        return pipeline.read(page)
    except InputError as error:
        return Problem(page=page.name, stage="articles", error=type(error).__name__, message=error.reason)
    except Exception as error:  # the one place where a bug may become a problem, on the user's word
        if not keep_going:
            raise
        trace = traceback.format_exc(limit=-8)
        return Problem(page=page.name, stage="pipeline", error=type(error).__name__, message=trace)


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
