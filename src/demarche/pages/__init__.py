"""Pages: paths, folders, archives, feeds, rows and addresses come in; ``Page`` values go out.

Whatever can't be read goes out as a ``Problem`` with its reason.
"""

from demarche.pages.limits import Limits
from demarche.pages.open import open_pages, open_stream
from demarche.pages.pages import make_page, problem_of
from demarche.pages.rows import guess_columns
from demarche.pages.watch import WatchState, state_from_json, watch_feeds

__all__ = [
    "Limits",
    "WatchState",
    "guess_columns",
    "make_page",
    "open_pages",
    "open_stream",
    "problem_of",
    "state_from_json",
    "watch_feeds",
]
