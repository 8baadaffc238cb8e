"""The forms of time expressions: one named pattern a form, over text in lower case.

``~month~`` and the like stand for words of the tables (see :mod:`demarche.times.lexicon`).
A kind says what a form may be joined with: "Tuesday" + "night", "9 a.m." + "Tuesday", "late" + "March".
"""

import re
from dataclasses import dataclass

from demarche.times.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A named form of time expression."""

    name: str
    kind: str
    pattern: re.Pattern[str]


_BC = r"(?P<bc> ?b\.?c\.?(?:e\.?)?(?!\w))"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>~year~))"
_DASH = r"(?: ?[-–—] ?| to )"
_NO_NUMBER = r"(?![\d/]|[.,]\d| ?%| percent)"
_LAST_NEXT = (
    r"last|this past|this coming|this|next|the following|the previous|the preceding|the next|the coming"
    r"|that same|that|the same"
)

_FORMS: tuple[tuple[str, str, str], ...] = (
    ("iso-day", "day", r"(?P<year>\d{4})-(?P<m>\d\d)-(?P<dd>\d\d)(?:t(?P<clock>\d\d:\d\d)(?::\d\d)?z?)?"),
    ("slash-day", "day", r"(?P<m>\d{1,2})/(?P<dd>\d{1,2})/(?P<year>\d{4}|\d\d)"),
    ("dot-day", "day", r"(?P<dd>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>\d{4})"),
    (
        "month-day-range",
        "day",
        rf"(?P<month>~month~) (?P<dd>~day~){_TH}{_DASH}(?P<dd2>~day~){_TH}{_YEAR}?{_NO_NUMBER}",
    ),
    (
        "day-month-range",
        "day",
        rf"(?P<dd>~day~){_TH}{_DASH}(?P<dd2>~day~){_TH} (?P<month>~month~){_YEAR}?{_NO_NUMBER}",
    ),
    (
        "month-day",
        "day",
        (
            rf"(?:last |this |next )?(?P<month>~month~) (?:the )?(?P<dd>~day~|~ordinal~){_TH}"
            rf"(?:(?:,? |, of )(?P<year>~year~|~spelt_year~){_BC}?)?{_NO_NUMBER}"
        ),
    ),
    (
        "day-month",
        "day",
        (
            rf"(?:the )?(?P<dd>~day~{_TH}(?: day)?(?: of)?|~ordinal~ of) (?P<month>~month~)"
            rf"(?:,? (?P<year>~year~|\d{{2,4}}(?= ?b\.?c)){_BC}?)?"
        ),
    ),
    (
        "month-year",
        "month",
        (
            rf"(?P<month>~month~)(?:,? of|,)? (?P<year>~year~|~spelt_year~|['’]\d\d|\d{{2,4}}(?= ?b\.?c))"
            rf"{_BC}?{_NO_NUMBER}"
        ),
    ),
    ("month", "month", rf"(?:(?P<det>{_LAST_NEXT}|each|every) )?(?P<month>~month~)"),
    (
        "year",
        "year",
        (
            rf"(?:(?:the )?(?:(?:fiscal|calendar) )?year |(?P<fiscal>fiscal ))?(?P<year>~year~|~spelt_year~)"
            rf"{_BC}?(?![\d/]|[.,]\d| ?%|-\w)"
        ),
    ),
    ("year-bc", "year", rf"(?P<year>\d{{1,4}}){_BC}"),
    ("year-short", "year", r"['’](?P<year>\d\d)(?!\w|['’])"),
    ("year-range", "range", r"(?P<year>~year~) ?[-–—/] ?(?P<year2>~year~|\d\d)(?![\d-])"),
    ("year-range-bc", "range", rf"(?P<year>\d{{2,4}}) ?[-–—] ?(?P<year2>\d{{1,4}}){_BC}"),
    (
        "decade",
        "decade",
        r"(?:the )?(?:(?P<year>1\d\d0|20\d0)['’]?s|['’](?P<short>[1-9]0)['’]?s|(?P<word>~decade~))",
    ),
    ("century", "decade", rf"(?:the |this )?(?P<ordinal>~ordinal~)[- ]century{_BC}?"),
    ("this-century", "decade", r"(?P<det>this|the last|the next|the past) (?P<unit>century)"),
    (
        "weekday",
        "weekday",
        rf"(?:(?P<det>{_LAST_NEXT}|each|every) )?(?P<day>~weekday~)(?P<plural>s)?",
    ),
    (
        "day-word",
        "day",
        r"(?P<word>today|yesterday|tomorrow|the day before yesterday|the day after tomorrow)",
    ),
    ("tonight", "night", r"(?P<word>tonight|last night|overnight)"),
    (
        "this-part",
        "night",
        r"(?P<det>this|that(?: same)?|the (?:same|next|following|previous)) (?P<part>~part~)",
    ),
    ("part", "part", r"(?:in the |the |at )?(?P<part>~part~)s?"),
    (
        "clock",
        "clock",
        (
            r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>a\.?m|p\.?m)(?!\w)\.?"
            r"|(?P<h24>[0-2]?\d):(?P<m24>[0-5]\d)(?: ?hrs| hours)?"
            r"|(?P<military>[0-2]\d[0-5]\d)(?= ?(?:gmt|hours|hrs|utc|local))(?: ?hours| ?hrs)?"
            r"|(?P<oclock>\d{1,2}|~word_number~) o['’]clock)"
            r"(?:,? (?:\(?(?P<zone>~zone~)\)?(?!\w)|local time|eastern time))*"
        ),
    ),
    (
        "period",
        "period",
        (
            r"(?P<det>(?:the |this |these )?(?:last|past|next|coming|previous|preceding|following|current"
            r"|same|latest|present|prior)|this(?: past| coming| same| very)?|that(?: same)?|the)"
            r" (?:(?P<fiscal>fiscal|calendar|full) )?(?P<unit>~unit~|period)"
            r"(?! of ~month~|(?<=week) (?:ending|ended))"
        ),
    ),
    (
        "half",
        "half",
        r"(?:the )?(?P<ordinal>(?:fiscal )?(?:first|second|last|latter)) half(?: of (?:the|this) year)?",
    ),
    ("half-short", "half", r"h(?P<n>[12]) (?P<year>~year~)"),
    (
        "quarter",
        "half",
        (
            r"(?:the )?(?:(?P<year>~year~) |year-ago )?(?:fiscal[- ])?(?:(?P<fyear>~year~)(?:['’]s)? )?"
            r"(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)(?:[- ]fiscal)?[- ]quarters?"
            r"(?! (?:century|mile|point))"
        ),
    ),
    (
        "quarter-short",
        "half",
        (
            r"(?:(?P<n>[1-4])q|q(?P<n2>[1-4]))(?:[ /-]?(?:of )?(?:fy)?(?P<year>~year~|['’]?\d\d))?(?!\w)"
            r"|(?P<year3>~year~)[ -]?q(?P<n3>[1-4])"
        ),
    ),
    (
        "year-before",
        "prior",
        r"(?:a |the )?year[- ](?:ago|earlier|before)(?: (?:period|(?:(?:first|second|third|fourth) )?quarter))?",
    ),
    (
        "season",
        "season",
        (
            rf"(?:(?P<det>{_LAST_NEXT}|the) )?(?P<season>~season~)"
            r"(?:(?:,? of|,)? (?P<year>~year~|~spelt_year~|['’]\d\d))?"
        ),
    ),
    ("holiday", "day", r"(?:(?P<det>last|this past|this|next) )?(?P<name>~holiday~)(?:,? (?P<year>~year~))?"),
    (
        "distance",
        "distance",
        (
            r"(?:(?P<approx>~approximate~) )?(?:(?P<det>the|another) )?"
            r"(?:(?P<number>~number~|~vague_number~)[ -])?(?P<unit>~unit~)"
            r"(?P<half> and a half)?(?: or (?:so|more))? (?P<way>ago|earlier|later|from now|hence"
            r"|beforehand|afterwards?|previously|(?:before|after)(?=[.,;:)]|$))"
        ),
    ),
    (
        "duration",
        "duration",
        (
            r"(?:(?P<approx>~approximate~) (?!the ))?"
            r"(?:(?:the|these|those|another|an additional|an extra|a full) )?"
            r"(?:(?P<rel>last|past|next|first|final|previous|preceding|coming|following|latest|recent|initial"
            r"|opening) )?"
            r"(?:~number~(?: or | to |-| ?– ?))?(?P<number>~number~|~vague_number~)"
            r"(?:[ -](?:more|full|straight|consecutive|additional|further|trading|working|business|calendar"
            r"|long|fiscal|solid))*[ -](?P<unit>~unit~)(?P<half> and a half)?"
            r"(?:[ -](?:long|or so|or more|in a row|period|term)(?!\w))?"
        ),
    ),
    ("long", "duration", r"(?P<unit>~unit~)[- ]?long"),
    ("some-units", "duration", r"(?P<unit>(?:days|weeks|months|years|decades|centuries|hours))"),
    (
        "set",
        "set",
        (
            r"(?:once|twice|~number~ times) (?:a|per|every|each) (?P<rate>~unit~)"
            r"|(?:each|every)(?: (?P<number>other|single|~number~|~ordinal~))? (?P<unit>~unit~)"
            r"|(?P<word>~set~)"
        ),
    ),
    ("vague", "vague", r"(?<!as )(?:(?P<word>~vague~)|(?P<adjective>~vague_adjective~))(?! after)"),
    ("eve", "eve", r"the eve(?= of)"),
    ("year-end", "turn", r"(?P<word>(?:the )?year[- ]?end|(?:the )?year['’]s end|mid-?year|month['’]s end)"),
    ("week-of", "week-of", r"(?:the )?week (?:of|ending|ended|beginning|starting)"),
    ("modifier", "modifier", r"(?:the )?(?P<word>~modifier~)"),
    ("approximate", "approximate", r"(?P<word>~approximate~)"),
)

JOINS: dict[tuple[str, str], str] = {
    ("clock", "part"): " ",
    ("part", "weekday"): r" (?:of |on |of last )?",
    ("part", "day"): r",? (?:of |on )?",
    ("week-of", "day"): " (?:on )?",
    ("eve", "day"): " of (?:the )?",
    ("period", "half"): "['’]s ",
    ("weekday", "day"): ",? (?:the )?",
    ("weekday", "period"): r",? (?:of |in )?",
    ("weekday", "part"): "[ -]",
    ("day", "part"): ",? ",
    ("distance", "part"): " (?:in )?",
    **{("clock", kind): r"(?: on|,| of)? " for kind in ("weekday", "day", "night")},
    **{(kind, "period"): r",? (?:of )?" for kind in ("month", "day", "season", "holiday")},
    **{("half", kind): r" (?:of )?(?:fiscal )?(?:the )?" for kind in ("year", "period")},
    **{
        ("modifier", kind): r"[ -](?:in )?(?:the )?"
        for kind in (
            "day", "month", "year", "decade", "weekday", "night", "period", "half", "season", "part", "turn",
            "range",
        )
    },
    **{
        ("approximate", kind): " "
        for kind in ("day", "month", "year", "decade", "clock", "part", "turn", "modifier")
    },
}  # fmt: skip
"""Which kinds stand together as one expression, and what may stand between them."""

ONLY_JOINED = frozenset({"modifier", "approximate", "week-of", "eve"})
"""Kinds that are no time expression by themselves (``eve`` is kept, unresolved)."""


def compile_forms(lexicon: Lexicon) -> tuple[re.Pattern[str], tuple[Form, ...]]:
    """Return one pattern that finds where any form begins, and the forms."""
    before, after = r"(?<![\w$£€#/])(?<!\d[.,:–-])", r"(?!\w)"
    filled = [(name, kind, lexicon.fill(template)) for name, kind, template in _FORMS]
    forms = tuple(
        Form(name=name, kind=kind, pattern=re.compile(f"{before}(?:{pattern}){after}"))
        for name, kind, pattern in filled
    )
    anything = "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for _, _, pattern in filled)
    return re.compile(f"{before}(?:{anything}){after}"), forms


def join_patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    """Return the patterns of what may stand between joined kinds."""
    return {kinds: re.compile(gap) for kinds, gap in JOINS.items()}
