"""The grammar of time expressions: the forms, what joins them, and the words around them, compiled once."""

import re
from dataclasses import dataclass

from demarche.tables import Tables
from demarche.times.lexicon import Lexicon, build_lexicon
from demarche.times.patterns import Form, compile_forms, join_patterns

_DAY_LIST = (
    r"(?:,| and|, and| or) (?P<dd>[0-3]?\d)(?=[,.;:)]| (?:and|or|in|at|for|to|by|on|with)\b|$)(?![.,]\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The compiled forms and the words behind them."""

    lexicon: Lexicon
    anything: re.Pattern[str]
    forms: tuple[Form, ...]
    joins: dict[tuple[str, str], re.Pattern[str]]
    day_list: re.Pattern[str]
    before_month: re.Pattern[str]
    before_year: re.Pattern[str]
    counted: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]


def build_grammar(tables: Tables) -> Grammar:
    """Return the grammar of these tables."""
    lexicon = tables.derive(build_lexicon)
    anything, forms = compile_forms(lexicon)
    return Grammar(
        lexicon=lexicon,
        anything=anything,
        forms=forms,
        joins=join_patterns(),
        day_list=re.compile(_DAY_LIST),
        before_month=re.compile(lexicon.fill(r"(?:\b~before_month~[ -]|-|– ?)$")),
        before_year=re.compile(lexicon.fill(r"\b~before_year~ $")),
        counted=re.compile(lexicon.fill(r" ~counted~\b")),
        future=re.compile(lexicon.fill(r"(?<!\w)~future_cue~(?!\w)")),
        past=re.compile(lexicon.fill(r"(?<!\w)(?:~past_cue~|[a-z]{3,}ed)(?!\w)")),
    )
