"""Tell time expressions from what only looks like one, by the letters and words around."""

import re
from dataclasses import dataclass

from demarche.times.grammar import Grammar

Found = re.Match[str]
_AGE = re.compile(r"[ -]olds?\b")
_SPEAKER = re.compile(r" [A-Z][a-z]+ (?:said|says|told)")
_NUMBERED = re.compile(
    r"(?:\bno\.? |\broom |\bflight |\bpage |(?<!mid)(?<!post)(?<!pre)(?<!late)(?<!early)-)$"
)
_LENGTH_BEFORE = re.compile(r"\b(?:for|in|within|over|after|of|took|last) $")
_PART_BEFORE = re.compile(r"\b(?:late|early|mid)[ -]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The text as written, and what is known of it."""

    text: str
    narrative: bool
    grammar: Grammar

    def before(self, found: Found) -> str:
        """Return the letters before a match, in lower case."""
        return self.text[max(0, found.start() - 12) : found.start()].lower()

    def after(self, found: Found) -> str:
        """Return the letters behind a match, as written."""
        return self.text[found.end() : found.end() + 30]

    def behind_month_word(self, found: Found) -> bool:
        """Return whether a word stands before that can stand before a month: "in", "since"."""
        return bool(self.grammar.before_month.search(self.before(found)))

    def behind_year_word(self, found: Found) -> bool:
        """Return whether a word stands before that can stand before a year."""
        return bool(self.grammar.before_year.search(self.before(found)))


def acceptable(name: str, found: Found, look: Look) -> bool:
    """Return whether a form found here is a time: "May" but not "may", "1990" but not "1500 men"."""
    check = _CHECKS.get(name)
    return check is None or check(found, look)


def _with_month(found: Found, look: Look) -> bool:
    return look.text[found.start("month")].isupper()


def _month(found: Found, look: Look) -> bool:
    if not _with_month(found, look) or found["det"]:
        return bool(found["det"]) and _with_month(found, look)
    word = found["month"]
    if look.grammar.lexicon.value("ambiguous_month", word) is None:
        return not _SPEAKER.match(look.after(found))
    august = word == "august" and not re.match(r" [A-Z]", look.after(found))
    return august or look.behind_month_word(found)


def _weekday(found: Found, look: Look) -> bool:
    return look.text[found.start("day")].isupper()


def _year(found: Found, look: Look) -> bool:
    said = found["bc"] or found["fiscal"] or "year" in found[0]
    if said or not found["year"].isdigit():
        return True
    if look.grammar.counted.match(look.after(found).lower()) or _NUMBERED.search(look.before(found)):
        return False
    year = int(found["year"])
    if year < 1500 or year > 2099 or (year % 100 == 0 and year != 2000):
        return look.behind_year_word(found)
    return look.narrative or 1600 <= year <= 2060


def _year_short(found: Found, look: Look) -> bool:
    return look.narrative or look.behind_year_word(found)


def _clock(found: Found, look: Look) -> bool:
    if found["h24"] is None or len(found["h24"]) == 2 or found["zone"] is not None:
        return True
    return look.before(found).endswith(("at ", "from ", "until "))


def _season(found: Found, look: Look) -> bool:
    word, det = found["season"], found["det"]
    if found["year"] or (det and det != "the") or word not in ("fall", "spring"):
        return True
    if word == "fall" and (det is None or look.after(found).startswith(" of")):
        return False  # "the fall of Saigon"
    return look.behind_month_word(found)


def _decade(found: Found, look: Look) -> bool:
    spelt_out = found["word"] is not None
    return not spelt_out or found[0].startswith("the ") or bool(_PART_BEFORE.search(look.before(found)))


def _duration(found: Found, look: Look) -> bool:
    unit, number = found["unit"], found["number"]
    if _AGE.match(look.after(found)):
        return False
    if unit == "second":
        return number[0].isdigit()
    if unit in ("quarter", "quarters", "weekend") and number in ("a", "an", "one", "three"):
        return found["rel"] is not None
    return True


def _some_units(found: Found, look: Look) -> bool:
    after = look.after(found).lower()
    return bool(_LENGTH_BEFORE.search(look.before(found))) or after.startswith((" after", " before", " of "))


def _period(found: Found, look: Look) -> bool:
    det, unit = found["det"], found["unit"]
    if det == "the":
        common = unit in ("week", "weekend", "year", "quarter")
        return common and not look.after(found).startswith((" of", "-"))
    return unit not in ("second", "minute", "hour") and not unit.endswith("s")


_CHECKS = {
    "month": _month,
    "month-year": _with_month,
    "month-day": _with_month,
    "month-day-range": _with_month,
    "day-month-range": _with_month,
    "day-month": _with_month,
    "weekday": _weekday,
    "year": _year,
    "year-short": _year_short,
    "clock": _clock,
    "season": _season,
    "decade": _decade,
    "duration": _duration,
    "some-units": _some_units,
    "period": _period,
}
