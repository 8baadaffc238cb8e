"""Takes an article with its grammar, gives back the names, role nouns and pronouns that may be actors or places."""

from demarche.mentions.chains import link_mentions
from demarche.mentions.find import find_mentions as find_unlinked
from demarche.mentions.spans import phrase_tokens
from demarche.tables import Tables
from demarche.types import Analysis, Article, Mention

__all__ = ["find_mentions", "phrase_tokens"]


def find_mentions(article: Article, analysis: Analysis, *, tables: Tables) -> tuple[Mention, ...]:
    """Return the mentions in the order of the text, linked in chains.

    "We" and "I" are mentions without an antecedent: they point to who speaks, which statements tell.
    """
    return link_mentions(article, analysis, find_unlinked(article, analysis, tables=tables), tables=tables)
