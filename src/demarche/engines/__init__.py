"""Ways to map the read half over many pages: a process pool here, a cluster elsewhere.

Comes in: pages. Goes out: readings and problems, in the order of the pages.
"""

from demarche.engines.local import map_pages

__all__ = ["map_pages"]
