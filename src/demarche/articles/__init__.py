"""Articles: a ``Page`` comes in, an ``Article`` goes out.

Its paragraphs have kinds, its dates have roles; title, dateline, agency, outlet and language are named.
"""

from demarche.articles.language import is_english
from demarche.articles.memory import SiteMemory
from demarche.articles.read import read_article

__all__ = ["SiteMemory", "is_english", "read_article"]
