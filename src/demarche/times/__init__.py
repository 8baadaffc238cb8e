"""When: time expressions and the days that they mean.

Comes in: an article with its date, and its grammar.
Goes out: :class:`demarche.types.Time` values: TIMEX3 type and value, first and last day, what they were
counted from, and the rule that read them.
"""

from demarche.times.article import find_times
from demarche.times.find import find_times_in_text

__all__ = ["find_times", "find_times_in_text"]
