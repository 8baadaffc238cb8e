"""Many names as one quick pattern."""

import re
from collections.abc import Iterable


def branched(names: Iterable[str]) -> str:
    """Return the names as one pattern, the longest first, parted by their first letter to be quick."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(name[0], []).append(re.escape(name[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
