"""Compile ``source/*.txt`` to ``sentences/*.jsonl`` and ``source/articles/*.txt`` to ``articles/*.jsonl``.

Run ``python training/corpus/compile.py``; it lists every faulty line and writes nothing while there is one.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from notation import REGIONS, Event, NotationError, Party, Sentence, read_sentence  # noqa: E402

HEADER = re.compile(r"@ (\d{4}-\d{2}-\d{2})")
ARTICLE = re.compile(r"@@ (\S+) \| (\d{4}-\d{2}-\d{2}) \| ([^|]*) \| ([^|]*) \| (.+)")
PASSIVE = re.compile(r"\b(was|were|been|being|is|are|be|gets?|got)( \w+ly)?( also)? ?$", re.IGNORECASE)


def compile_sentences(path: Path) -> tuple[list[dict[str, object]], list[str]]:
    """Return the rows of one source file and its faults."""
    rows: list[dict[str, object]] = []
    faults: list[str] = []
    date = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip()
        header = HEADER.fullmatch(line)
        if header:
            date = header[1]
        elif line and not line.startswith("#"):
            try:
                rows.append(_row(read_sentence(line), date=date))
            except NotationError as error:
                faults.append(f"{path.name}, line {number}: {error}: {line[:90]}")
    return rows, faults


def compile_articles(path: Path) -> tuple[list[dict[str, object]], list[str]]:
    """Return the articles of one source file and its faults."""
    articles: list[dict[str, object]] = []
    faults: list[str] = []
    for block in re.split(r"\n(?=@@ )", "\n" + path.read_text(encoding="utf-8")):
        lines = block.strip().splitlines()
        if not lines or lines[0].startswith("#"):
            continue
        header = ARTICLE.fullmatch(lines[0].strip())
        if header is None:
            faults.append(f"{path.name}: bad header {lines[0]!r}")
            continue
        try:
            articles.append(_article(header.groups(), lines=lines[1:]))
        except NotationError as error:
            faults.append(f"{path.name}, article {header[1]}: {error}")
    return articles, faults


def _row(sentence: Sentence, *, date: str) -> dict[str, object]:
    key = hashlib.sha256(sentence.text.encode()).hexdigest()
    return {
        "id": f"s-{key[:10]}",
        "text": sentence.text,
        "date": date,
        "form": _form(sentence),
        "region": _region(sentence.events),
        "split": _split(key),
        "events": [_event(event, shift=0) for event in sentence.events],
    }


def _article(header: Sequence[str], *, lines: list[str]) -> dict[str, object]:
    name, date, place, agency, title = (part.strip() for part in header)
    text = ""
    spans: list[tuple[int, int]] = []
    events: list[dict[str, object]] = []
    faults: list[str] = []
    for line in lines:
        if not line.strip():
            text = text.rstrip(" ") + "\n\n"
            continue
        try:
            sentence = read_sentence(line.strip())
        except NotationError as error:
            faults.append(f"{error}: {line[:80]}")
            continue
        for number, event in enumerate(sentence.events):
            label = event.label or f"{len(spans)}-{number}"
            extra = {"sentence": len(spans), "event_id": f"{name}-{label}"}
            events.append(_event(event, shift=len(text)) | extra)
        spans.append((len(text), len(text) + len(sentence.text)))
        text += sentence.text + " "
    if faults:
        raise NotationError("\n  ".join(faults))
    key = hashlib.sha256(text.encode()).hexdigest()
    return {
        "id": f"a-{name}",
        "title": title,
        "date": date,
        "dateline": place,
        "agency": agency,
        "split": _split(key),
        "text": text.rstrip(),
        "sentences": spans,
        "events": events,
    }


def _event(event: Event, *, shift: int) -> dict[str, object]:
    return {
        "type": event.type,
        "mode": event.mode,
        "trigger": _moved(event.trigger, shift=shift),
        "actors": [_party(party, shift=shift) for party in event.actors],
        "recipients": [_party(party, shift=shift) for party in event.recipients],
        "factuality": event.factuality,
        "according_to": [_moved(span, shift=shift) for span in event.according_to],
        "when": _moved(event.when, shift=shift),
    }


def _party(party: Party, *, shift: int) -> dict[str, object]:
    return {"span": _moved(party.span, shift=shift), "country": party.country, "sector": party.sector}


def _moved(span: tuple[int, int] | None, *, shift: int) -> list[int] | None:
    return None if span is None else [span[0] + shift, span[1] + shift]


def _split(key: str) -> str:
    return "heldout" if int(key, 16) % 3 == 0 else "train"


def _region(events: Sequence[Event]) -> str:
    codes = (party.country for event in events for party in (*event.actors, *event.recipients))
    found = Counter(REGIONS[code] for code in codes if code)
    found.pop("world", None) if len(found) > 1 else None
    return found.most_common(1)[0][0] if found else ""


def _form(sentence: Sentence) -> str:
    text = sentence.text
    if text.isupper():
        return "capitals"
    if text.islower():
        return "lower case"
    if not sentence.events:
        return "no event"
    if text[-1] not in ".?!\"'”":
        return "headline"
    if len(sentence.events) > 1:
        return "several events"
    event = sentence.events[0]
    if event.type == "STATEMENT":
        return "statement"
    start, end = event.trigger
    if PASSIVE.search(text[:start]):
        return "passive"
    if re.match(r" (of|by|between|on|against|with|for|to) ", text[end:]) and re.search(
        r"\b(the|a|an|\w+'s|its|their|his|her) (\w+ )?$", text[:start], re.IGNORECASE
    ):
        return "nominal"
    return "active"


def _repeated(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        words = re.sub(r"\W+", " ", str(row["text"]).lower()).strip()
        if words in seen:
            yield f"written twice: {row['text']}"
        seen.add(words)


def main() -> int:
    """Compile everything; return the number of faults."""
    everything: list[dict[str, object]] = []
    faults: list[str] = []
    outputs: list[tuple[Path, list[dict[str, object]]]] = []
    for kind, read in (("sentences", compile_sentences), ("articles", compile_articles)):
        folder = HERE / "source" / ("articles" if kind == "articles" else "")
        for path in sorted(folder.glob("*.txt")):
            rows, wrong = read(path)
            everything += rows
            faults += wrong
            outputs.append((HERE / kind / f"{path.stem}.jsonl", rows))
    faults += _repeated(everything)
    if faults:
        sys.stderr.write("\n".join(faults) + "\n")
        return len(faults)
    for path, rows in outputs:
        path.parent.mkdir(exist_ok=True)
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text(lines, encoding="utf-8")
    sys.stdout.write(f"{sum('form' in row for row in everything)} sentences, ")
    sys.stdout.write(f"{sum('title' in row for row in everything)} articles\n")
    return 0


if __name__ == "__main__":
    sys.exit(min(main(), 100))
