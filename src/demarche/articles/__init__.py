"""Articles: a ``Page`` comes in, an ``Article`` goes out: typed paragraphs, title, dates, dateline, language."""

from demarche.articles.language import is_english
from demarche.articles.read import read_article

__all__ = ["is_english", "read_article"]
