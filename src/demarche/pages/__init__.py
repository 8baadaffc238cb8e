"""Pages: paths, folders, archives, feeds, rows and addresses come in; ``Page`` values go out.

Whatever can't be read goes out as a ``Problem`` with its reason.
"""

from demarche.pages.limits import Limits
from demarche.pages.open import make_page, open_pages, open_stream, problem_of

__all__ = ["Limits", "make_page", "open_pages", "open_stream", "problem_of"]
