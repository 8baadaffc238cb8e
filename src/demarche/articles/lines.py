"""A text as lines with their places."""

import re
from dataclasses import dataclass

from demarche.types import Span

_SPACES = {
    **dict.fromkeys((0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
    **dict.fromkeys((0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
}
_SPECIAL = re.compile("[" + "".join(map(chr, _SPACES)) + "]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank: its words without the white space around them."""

    number: int
    """Counted from 1, blank lines too."""
    start: int
    end: int
    text: str
    indent: int = 0
    """White space before the words."""
    gap: int = 0
    """Blank lines before this one."""

    @property
    def span(self) -> Span:
        """Where the line stands in the text."""
        return Span(start=self.start, end=self.end)


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    at = gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            lines.append(
                Line(number=number, start=start, end=start + len(words), text=words, indent=indent, gap=gap)
            )
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return tuple(lines)


def clean_breaks(text: str) -> str:
    """Return the text with every kind of line break as one newline and every kind of space as a plain one."""
    if not _SPECIAL.search(text):
        return text
    return text.replace("\r\n", "\n").translate(_SPACES)
