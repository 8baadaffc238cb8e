"""Ways to map the read half over many pages: in this process, or over a pool of processes.

Comes in: pages and problems. Goes out: readings and problems, in the order of the pages.
"""

from demarche.engines.local import map_pages
from demarche.engines.stream import read_or_problem, stream

__all__ = ["map_pages", "read_or_problem", "stream"]
