"""Ids made from content: the same values give the same id."""

import hashlib

SEPARATOR = "\x1f"


def digest(*values: object) -> str:
    """Return 16 hexadecimal digits made from these values; None and the empty string are the same."""
    text = SEPARATOR.join("" if value is None else str(value) for value in values)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
