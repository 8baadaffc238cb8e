"""The words of time, read from the tables once: what each is worth, and patterns made of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demarche.tables import Tables

PLACEHOLDER = re.compile(r"~(\w+)~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A named day and the rule for its date."""

    name: str
    form: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words by kind, with their values, and pattern fragments made of them."""

    words: Mapping[str, Mapping[str, str]]
    holidays: Mapping[str, Holiday]
    fragments: Mapping[str, str]

    def value(self, kind: str, word: str) -> str | None:
        """Return what a word of this kind is worth, None for a stranger."""
        return self.words[kind].get(word)

    def fill(self, template: str) -> str:
        """Return a pattern with its ``~fragments~`` put in."""
        while PLACEHOLDER.search(template):
            template = PLACEHOLDER.sub(lambda found: f"(?:{self.fragments[found[1]]})", template)
        return template

    def number(self, words: str) -> float | None:
        """Return the number that digits or words give: "1,500", "two and a half", "forty-five"."""
        digits = words.replace(",", "").strip()
        if found := re.fullmatch(r"(\d+(?:\.\d+)?)(?: (\d)/(\d))?", digits):
            return float(found[1]) + (int(found[2]) / int(found[3]) if found[2] and found[3] != "0" else 0)
        return self._spelt(words)

    def _spelt(self, words: str) -> float | None:
        parts = [part for part in re.split(r"[\s-]+", words) if part not in ("and", "a", "an", "of")]
        if not parts:
            return 1.0 if words else None
        total, current = 0.0, 0.0
        for part in parts:
            value = self.words["number"].get(part)
            if value is None:
                return None
            worth = float(value)
            if worth >= 12 and part in ("hundred", "thousand", "dozen"):
                current = max(current, 1) * worth
                total, current = (total + current, 0) if worth == 1000 else (total, current)
            else:
                current += worth
        return total + current

    def spelt_year(self, words: str) -> int | None:
        """Return the year of "nineteen ninety-six" or "two thousand three"."""
        parts = re.split(r"[\s-]+", words)
        values = [int(float(self.words["number"].get(part, "0"))) for part in parts if part != "and"]
        if "thousand" in parts:
            return int(self._spelt(words) or 0) or None
        if len(values) < 2 or not all(values):
            return None
        rest = 0 if values[1] == 100 else sum(values[1:])
        return values[0] * 100 + rest


def build_lexicon(tables: Tables) -> Lexicon:
    """Return the lexicon of these tables."""
    words: dict[str, dict[str, str]] = {}
    for row in tables.rows("time_words"):
        words.setdefault(row["kind"], {})[row["word"]] = row["value"]
    holidays = {
        row["name"]: Holiday(name=row["name"], form=row["form"], day=row["day"])
        for row in tables.rows("holidays")
    }
    return Lexicon(words=words, holidays=holidays, fragments=_fragments(words, holidays))


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with straight or curly quotes."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['’]") for word in ordered)


def _fragments(words: Mapping[str, Mapping[str, str]], holidays: Iterable[str]) -> dict[str, str]:
    plain = {kind: either(entries) for kind, entries in words.items()}
    long_month = [word for word in words["month"] if len(word) > 4 or word in ("may", "june", "july")]
    short_month = [word for word in words["month"] if word not in long_month]
    long_day = [word for word in words["weekday"] if word.endswith("day")]
    short_day = [word for word in words["weekday"] if word not in long_day]
    units = [word + ending for word in words["unit"] for ending in ("", "s")]
    tens = either(word for word, value in words["number"].items() if float(value) % 10 == 0)
    single = either(word for word, value in words["number"].items() if 1 <= float(value) < 10)
    teens = either(word for word, value in words["number"].items() if 10 <= float(value) < 20)
    ten_words = either(word for word, value in words["number"].items() if float(value) in range(20, 100, 10))
    return plain | {
        "month": rf"(?:{either(long_month)})|(?:{either(short_month)})\b\.?",
        "weekday": rf"(?:{either(long_day)})|(?:{either(short_day)})\.",
        "shortday": rf"(?:{either(long_day)})|(?:{either(short_day)})\b\.?",
        "unit": either(units),
        "holiday": either(holidays),
        "day": r"(?:0?[1-9]|[12]\d|3[0-9])",
        "ordinal": rf"(?:\d{{1,2}}(?:st|nd|rd|th))|{plain['ordinal']}",
        "year": r"(?:1[0-9]{3}|20\d\d)",
        "word_number": rf"(?:{plain['number']})(?:(?:[ -]| and (?:a )?)(?:{plain['number']}))*",
        "digits": r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?(?: \d/\d)?",
        "number": r"~digits~|(?:a )?(?:hundred|thousand|dozen)|half an?|~word_number~|an?",
        "spelt_year": rf"(?:{teens}|twenty) (?:(?:{teens})|(?:{ten_words})(?:[ -](?:{single}))?|hundred)"
        rf"|two thousand(?: (?:and )?(?:{single}|{teens}|{tens}))?",
    }
