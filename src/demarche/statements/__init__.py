"""Who says what, through whom.

Comes in: an article, its analysis, the mentions and their actors. Goes out: statements and positions.
"""

from demarche.statements.find import find_statements
from demarche.statements.positions import find_positions

__all__ = ["find_positions", "find_statements"]
