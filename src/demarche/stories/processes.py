"""How a process stands, sentence by sentence: proposed, planned, held, suspended, refused, hoped for.

A cue word beside the name of a process says so; words around the cue turn it: "will", "not", "hopes".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from demarche.stories.phrases import Hit, Phrases, Word, words_of
from demarche.stories.process_names import ProcessName, find_names, process_words
from demarche.tables import Tables

BEFORE, AFTER, AFTER_PAPER = 9, 15, 9
"""How many words before and after a name its cues may stand; after a document it is fewer."""
AROUND = 5
"""How many words before a cue may turn it."""
ATTITUDES = ("blocked", "refused", "hoped", "proposed")
"""Statuses that somebody holds; the first one found before a name is the one that counts."""
JOINTS = frozenset({"but", "and", "while", "as", "after", "because", "although", "though"})
"""Words after which another clause begins, unless the cue follows at once ("but stopped")."""
EVENTS = frozenset({"talks", "summit", "conference"})
"""Kinds that are held, not adopted."""
PAPER = frozenset({"proposed", "blocked", "adopted"})
"""What is done to a document rather than to the talks that it is about."""
BESIDE = re.compile(r"[\s,]*(?:and|or)?\s*(?:the\s+)?")
"""What may stand between two parties named side by side."""
FUTURE = frozenset({"will", "would", "shall", "to", "due", "going", "scheduled", "expected", "plan", "plans"})
NEGATION = frozenset({"not", "never", "no", "t", "without"})
DOUBT = frozenset({"may", "might", "could", "if", "unless", "whether", "should"})
HOPE = frozenset({"hope", "hopes", "hoped", "hoping", "wish", "wishes", "want", "wants"})
TURNED = {
    "held": {"future": "planned", "hope": "hoped", "negation": "refused"},
    "running": {"future": "planned", "hope": "hoped", "negation": "suspended"},
    "resumed": {"future": "planned", "hope": "hoped", "negation": "refused"},
    "adopted": {"future": "planned", "hope": "hoped", "negation": ""},
    "ended": {"future": "planned", "hope": "", "negation": ""},
    "suspended": {"future": "", "hope": "", "negation": ""},
    "planned": {"future": "planned", "hope": "planned", "negation": ""},
}
"""What the words before a cue make of it; empty where it then says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch of a sentence with what it stands for: a party's name, a record's id."""

    start: int
    end: int
    name: str
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time expression of a sentence."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence with what was read from it; offsets count in the sentence."""

    text: str
    parties: tuple[Marked, ...] = ()
    times: tuple[Dated, ...] = ()
    triggers: tuple[Marked, ...] = ()
    """The triggers of its records, with the records' ids."""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFound:
    """How a sentence says that a process stands."""

    process: ProcessName
    status: str
    holder: str
    record: str
    time: Dated | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue word of a sentence."""

    first: int
    last: int
    status: str
    basis: str


def cue_phrases(tables: Tables) -> Phrases[tuple[str, str]]:
    """Return the cue words with their status and row; a module-level function, for ``tables.derive``."""
    return Phrases(
        (words, (row["status"], f"process_cues:{row['id']}"))
        for row in tables.rows("process_cues")
        for words in row["words"].split("|")
    )


def read_processes(
    sentence: SentenceView, *, around: frozenset[str], document: str, tables: Tables
) -> tuple[tuple[ProcessName, ...], tuple[StatusFound, ...]]:
    """Return the processes that a sentence names, and how it says that they stand."""
    found = tuple(
        find_names(sentence.text, around=around, words=tables.derive(process_words), document=document)
    )
    if not found:
        return (), ()
    tokens = words_of(sentence.text)
    cues = [_cue(hit) for hit in tables.derive(cue_phrases).find(tokens)]
    statuses = [status for name in found for status in _statuses(name, found, cues, tokens, sentence)]
    statuses.sort(key=lambda status: status.time is None)  # of two that say the same the dated one is kept
    told = {status.process.process for status in statuses}
    kept = tuple(name for name in found if name.kind != "document" or name.process in told)
    return kept, tuple(dict.fromkeys(statuses))


def _cue(hit: Hit[tuple[str, str]]) -> Cue:
    status, basis = hit.meanings[0]
    return Cue(first=hit.first, last=hit.last, status=status, basis=basis)


def _statuses(
    name: ProcessName,
    names: Sequence[ProcessName],
    cues: Sequence[Cue],
    tokens: Sequence[Word],
    view: SentenceView,
) -> Iterator[StatusFound]:
    first = next(index for index, word in enumerate(tokens) if word.end > name.start)
    last = next((index for index, word in enumerate(tokens) if word.start >= name.end), len(tokens))
    fit = [cue for cue in cues if _fits(cue, name, names)]
    left = [cue for cue in fit if 0 <= first - cue.last <= BEFORE]
    left = [cue for cue in left if not _parted(cue.last, first, name, names, tokens)]
    reach = AFTER_PAPER if name.kind == "document" else AFTER
    right = [
        cue for cue in fit if 0 <= cue.first - last <= reach and not _new_clause(last, cue.first, tokens)
    ]
    right = [cue for cue in right if not _parted(last, cue.first, name, names, tokens)]
    attitude = next((cue for wanted in ATTITUDES for cue in left if cue.status == wanted), None)
    if attitude is not None:
        yield _status(name, attitude, attitude.status, tokens, view)
    elif left:
        yield from _turned(name, left[-1], tokens, view, floor=0)
    for cue in right:
        if not (cue.status == "planned" and any(other is not cue for other in right)):
            yield from _turned(name, cue, tokens, view, floor=last)


def _fits(cue: Cue, name: ProcessName, names: Sequence[ProcessName]) -> bool:
    """Return whether a cue can be said of a process of this kind."""
    if name.kind not in EVENTS:
        return True
    document = any(other.kind == "document" for other in names)
    return cue.status != "adopted" and not (document and cue.status in PAPER)


def _parted(
    first: int, last: int, name: ProcessName, names: Sequence[ProcessName], tokens: Sequence[Word]
) -> bool:
    """Return whether another process stands between two words; talks do not part a document from its cue."""
    if first >= last:
        return False
    start, end = tokens[first].start, tokens[last - 1].end
    between = [other for other in names if start <= other.start and other.end <= end]
    return any(name.kind != "document" or other.kind == "document" for other in between)


def _new_clause(last: int, cue: int, tokens: Sequence[Word]) -> bool:
    joints = [index for index in range(last, cue) if tokens[index].key in JOINTS]
    return bool(joints) and cue - joints[-1] > 2


def _turned(
    name: ProcessName, cue: Cue, tokens: Sequence[Word], view: SentenceView, *, floor: int
) -> Iterator[StatusFound]:
    """Yield the status that a cue gives with the words before it, if any."""
    keys = {word.key for word in tokens[max(floor, cue.first - AROUND) : cue.first]}
    status = "running" if cue.status == "resumed" else cue.status
    turns = TURNED.get(cue.status)
    if turns is None:
        if not keys & NEGATION:
            yield _status(name, cue, status, tokens, view)
        return
    for turn, words in (("hope", HOPE), ("negation", NEGATION), ("doubt", DOUBT), ("future", FUTURE)):
        if keys & words:
            status = turns.get(turn, "")
            break
    if status:
        yield _status(name, cue, status, tokens, view)


def _status(
    name: ProcessName, cue: Cue, status: str, tokens: Sequence[Word], view: SentenceView
) -> StatusFound:
    start, end = tokens[cue.first].start, tokens[cue.last - 1].end
    trigger = next((one for one in view.triggers if one.start < end and start < one.end), None)
    return StatusFound(
        process=name,
        status=status,
        holder=_holder(name, cue, status, tokens, view),
        record=trigger.name if trigger else "",
        time=_time(start, view),
        basis=cue.basis,
    )


def _holder(name: ProcessName, cue: Cue, status: str, tokens: Sequence[Word], view: SentenceView) -> str:
    """Return who proposes, refuses, hopes, blocks: after "by", or else the last party before the cue."""
    start, end = tokens[cue.first].start, tokens[cue.last - 1].end
    if cue.last < len(tokens) and tokens[cue.last].key == "by":
        return _agents(tokens[cue.last].end, view)
    if status not in (*ATTITUDES, "adopted", "ended"):
        return ""
    before = [party for party in view.parties if party.end <= min(start, name.start) or party.end <= start]
    outside = [party for party in before if not (name.start <= party.start < name.end)]
    if outside and (status in ATTITUDES or end <= name.start):
        return _together(outside, view.text)
    return "; ".join(view.speakers[:1]) if status in ATTITUDES else ""


def _together(parties: Sequence[Marked], text: str) -> str:
    """Return the last of these parties, and those named side by side with it ("Russia and China")."""
    names, at = [parties[-1].name], parties[-1].start
    for party in reversed(parties[:-1]):
        if party.end > at or not BESIDE.fullmatch(text[party.end : at]):
            break
        names.insert(0, party.name)
        at = party.start
    return "; ".join(dict.fromkeys(names))


def _agents(start: int, view: SentenceView) -> str:
    """Return the parties named right after "by"."""
    names: list[str] = []
    at = start
    for party in sorted(view.parties, key=lambda party: party.start):
        if party.start < at:
            continue
        if not BESIDE.fullmatch(view.text[at : party.start]):
            break
        names.append(party.name)
        at = party.end
    return "; ".join(dict.fromkeys(names))


def _time(start: int, view: SentenceView) -> Dated | None:
    """Return the time told nearest after a cue, or else nearest before it."""
    after = [time for time in view.times if 0 <= time.start - start <= 60]
    before = [time for time in view.times if 0 <= start - time.end <= 40]
    if after:
        return min(after, key=lambda time: time.start)
    return max(before, key=lambda time: time.end, default=None)
