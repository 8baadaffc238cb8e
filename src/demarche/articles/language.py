"""Name the language of a text."""

import re

from demarche.tables import Tables
from demarche.types import Article, ParagraphKind

_SAMPLE = 1200
_FEW = 20
"""Letters, and words, below which there is nothing to tell from."""
_ENGLISH = 0.27
_LETTERS = re.compile(r"[^\W\d_]")


def name_language(text: str, *, tables: Tables) -> str | None:
    """Return the ISO 639-1 code of the language, or None where there are too few words to tell.

    A text that is a quarter English function words is English; the model is asked about the others.
    """
    sample = text[:_SAMPLE]
    if len(_LETTERS.findall(sample)) < _FEW:
        return None
    words = sample.lower().split()
    common = tables.derive(function_words)
    if len(words) > _FEW and sum(word in common for word in words) > _ENGLISH * len(words):
        return "en"
    from py3langid import langid  # loads a model of 5 MB

    code, _ = langid.classify(sample.lower() if sample.isupper() else sample)
    return str(code)


def function_words(tables: Tables) -> frozenset[str]:
    """Return the English function words (for ``tables.derive``)."""
    return tables.column("function_words", "word")


def sample_of(article_text: str, paragraphs: tuple[tuple[int, int, ParagraphKind], ...]) -> str:
    """Return the words that the language is told from: the body, or everything where there is none."""
    body = [article_text[start:end] for start, end, kind in paragraphs if kind is ParagraphKind.BODY]
    return " ".join(body) if body else article_text


def is_english(article: Article) -> bool:
    """Return whether an article may be coded: English, or too short to tell."""
    return article.language in (None, "en")
