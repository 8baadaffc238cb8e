"""demarche reads news pages and keeps the sourced record of diplomacy and conflict.

```python
import demarche

reading = demarche.read("page.html")
store = demarche.connect("record.db")
store.add([reading])
```
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.articles import read_article
    from demarche.config import Settings, load_settings
    from demarche.engines import stream
    from demarche.pages import open_pages
    from demarche.pipeline import Pipeline, load, read, read_text
    from demarche.records import build_records
    from demarche.store import Store, connect
    from demarche.tables import Tables, load_tables
    from demarche.types import Article, Event, Page, Problem, Reading, Record, Span, Statement

_HOMES = {
    "Article": "types",
    "Event": "types",
    "Page": "types",
    "Pipeline": "pipeline",
    "Problem": "types",
    "Reading": "types",
    "Record": "types",
    "Settings": "config",
    "Span": "types",
    "Statement": "types",
    "Store": "store",
    "Tables": "tables",
    "build_records": "records",
    "connect": "store",
    "load": "pipeline",
    "load_settings": "config",
    "load_tables": "tables",
    "open_pages": "pages",
    "read": "pipeline",
    "read_article": "articles",
    "read_text": "pipeline",
    "stream": "engines",
}

__version__ = "2026.11.0"
__all__ = [
    "Article",
    "Event",
    "Page",
    "Pipeline",
    "Problem",
    "Reading",
    "Record",
    "Settings",
    "Span",
    "Statement",
    "Store",
    "Tables",
    "__version__",
    "build_records",
    "connect",
    "load",
    "load_settings",
    "load_tables",
    "open_pages",
    "read",
    "read_article",
    "read_text",
    "stream",
]


def __getattr__(name: str) -> Any:
    """Return a public name from its home, loaded when first asked for, so that start-up stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'demarche' has no attribute {name!r}")
    return getattr(import_module(f"demarche.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
