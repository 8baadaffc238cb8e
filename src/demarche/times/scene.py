"""What a reader of a time expression knows: the anchor, what was said before, the tense."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from demarche.times.days import bounds, grain
from demarche.times.lexicon import Lexicon
from demarche.types import TimeType

TenseAt = Callable[[int, int], str | None]
"""Takes a stretch of the text, gives ``past``, ``present``, ``future`` or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What an expression means, before its place in the text is added."""

    type: TimeType = TimeType.DATE
    value: str | None = None
    mod: str | None = None
    anchor: str = "none"
    basis: str = ""
    days: tuple[date | None, date | None] | None = None
    """First and last day where they are other than those of the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the text said before: the last day, year, quarter and value named."""

    day: date | None = None
    year: int | None = None
    quarter: date | None = None
    value: str | None = None
    era: str = ""
    """``BC`` while the text is there."""

    def after(self, sense: Sense) -> "Memory":
        """Return the memory after an expression was read."""
        value = sense.value or ""
        if sense.type in (TimeType.DURATION, TimeType.SET) or value.endswith("_REF"):
            return self
        if value.startswith("BC"):
            return replace(self, year=int(value[2:6]), era="BC", value=value, day=None)
        days = bounds(value)
        if days is None:
            return self
        fine = grain(value) in ("day", "time")
        return Memory(
            day=days[0] if fine else self.day if self.day and days[0] <= self.day <= days[1] else None,
            year=days[0].year if grain(value) != "decade" else self.year,
            quarter=days[0] if "-Q" in value and "year-before" not in sense.basis else self.quarter,
            value=value,
        )


@dataclass(slots=True, kw_only=True)
class Scene:
    """The text, the anchor and the memory that a reader works with."""

    text: str
    lowered: str
    lexicon: Lexicon
    anchor: date | None
    narrative: bool
    tense_at: TenseAt
    memory: Memory = field(default_factory=Memory)

    @property
    def reference(self) -> date | None:
        """The day that "later" and "that day" count from: the last one named, or the anchor."""
        if self.memory.day:
            return self.memory.day
        days = bounds(self.memory.value) if self.memory.value and self.narrative else None
        return days[0] if days else None if self.narrative else self.anchor

    def tense(self, found: re.Match[str]) -> str | None:
        """Return the tense of the clause around a match."""
        return self.tense_at(found.start(), found.end())
