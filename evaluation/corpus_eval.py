#!/usr/bin/env python3
"""Score event coding on the held-out third of our own corpus, and draw a sample of its mistakes.

    python evaluation/corpus_eval.py [--corpus FOLDER] [--limit N] [--keep FILE] [--errors N] [--seed N]

Sentences are read by the product from raw text with their date. A gold event and a coded one belong together where
their triggers overlap, one of the same type first; what is left over, where they have the same type in the sentence.
``--keep`` writes what was coded, and reads it from there if the file exists, so that a sample costs no second run.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent.parent / "training" / "corpus" / "sentences"
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT"),
)
SHORT = {name: name[:5] for name in TYPES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An event as both sides tell it: type, place of the trigger, countries of the parties, factuality."""

    type: str
    start: int
    end: int
    actors: frozenset[str]
    recipients: frozenset[str]
    factuality: str
    basis: str = ""
    implied: bool = False
    """Whether a party of known country is only implied."""

    def overlaps(self, other: "Coded") -> bool:
        """Return whether the triggers share a character."""
        return self.start < other.end and other.start < self.end


Pair = tuple[Coded | None, Coded | None]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--limit", type=int, help="read only the first N sentences")
    parser.add_argument("--keep", type=Path, help="file for what was coded")
    parser.add_argument("--errors", type=int, default=0, help="show a random sample of N mistakes")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    rows = held_out(arguments.corpus)[: arguments.limit]
    coded = coded_rows(rows, arguments.keep)
    matched = [(row, pairs([gold_event(event) for event in row["events"]], coded[row["id"]])) for row in rows]
    print(report(matched))
    if arguments.errors:
        print("\n".join(sample(matched, arguments.errors, arguments.seed)))


def held_out(folder: Path) -> list[dict[str, Any]]:
    """Return the held-out rows of the corpus, file by file."""
    lines = (
        line
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return [row for row in map(json.loads, lines) if row["split"] == "heldout"]


def coded_rows(rows: list[dict[str, Any]], keep: Path | None) -> dict[str, list[Coded]]:
    """Return what the product codes in each sentence, from the kept file if it is there."""
    if keep is not None and keep.is_file():
        told = json.loads(keep.read_text(encoding="utf-8"))
    else:
        told = product(rows)
        if keep is not None:
            keep.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return {
        name: [
            Coded(
                **{
                    **event,
                    "actors": frozenset(event["actors"]),
                    "recipients": frozenset(event["recipients"]),
                }
            )
            for event in events
        ]
        for name, events in told.items()
    }


def product(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the product's events of each sentence as plain values."""
    from demarche import load, read_text

    pipeline = load()
    return {
        row["id"]: [
            {
                "type": event.type,
                "start": event.trigger.start,
                "end": event.trigger.end,
                "actors": sorted({party.actor.country for party in event.actors if party.actor.country}),
                "recipients": sorted(
                    {party.actor.country for party in event.recipients if party.actor.country}
                ),
                "factuality": str(event.factuality),
                "basis": event.basis,
            }
            for event in read_text(row["text"], day=date.fromisoformat(row["date"]), pipeline=pipeline).events
        ]
        for row in rows
    }


def gold_event(event: dict[str, Any]) -> Coded:
    """Return an event of the corpus in the common form."""
    start, end = event["trigger"]
    return Coded(
        type=event["type"],
        start=start,
        end=end,
        actors=frozenset(party["country"] for party in event["actors"] if party["country"]),
        recipients=frozenset(party["country"] for party in event["recipients"] if party["country"]),
        factuality=event["factuality"],
        implied=any(
            party["country"] and party["span"] is None for party in event["actors"] + event["recipients"]
        ),
    )


def pairs(gold: list[Coded], coded: list[Coded]) -> list[Pair]:
    """Return gold events with the coded ones that belong to them; None where one side has nothing."""
    tests: tuple[Callable[[Coded, Coded], bool], ...] = (
        lambda one, other: one.overlaps(other) and one.type == other.type,
        lambda one, other: one.overlaps(other),
        lambda one, other: one.type == other.type,
    )
    found: list[Pair] = []
    gold, coded = list(gold), list(coded)
    for test in tests:
        for one in list(gold):
            other = next((other for other in coded if test(one, other)), None)
            if other is not None:
                found.append((one, other))
                gold.remove(one)
                coded.remove(other)
    return found + [(one, None) for one in gold] + [(None, other) for other in coded]


def faults(pair: Pair) -> list[str]:
    """Return what is wrong with what was coded; nothing where all is right."""
    one, other = pair
    if one is None:
        return ["extra"]
    if other is None:
        return ["missed"]
    fields = ("type", "actors", "recipients", "factuality")
    return [field for field in fields if getattr(one, field) != getattr(other, field)]


Matched = list[tuple[dict[str, Any], list[Pair]]]


def report(matched: Matched) -> str:
    """Return all figures as Markdown."""
    found = [pair for _, in_sentence in matched for pair in in_sentence]
    empty = [in_sentence for row, in_sentence in matched if not row["events"]]
    both = [(one, other) for one, other in found if one and other]
    same = [(one, other) for one, other in both if one.type == other.type]
    named = [(one, other) for one, other in same if not one.implied]
    acts = list(without_statements(found))
    events = sum(one is not None for one, _ in found)
    lines = [
        f"{len(matched)} sentences, {events} events; {len(empty)} sentences without events",
        "",
        "| measure | figure |",
        "| --- | --- |",
        f"| type | {shown(found, ('type',))} |",
        f"| type, STATEMENT left aside | {shown(acts, ('type',))} |",
        f"| country pair | {shown(found, ('actors', 'recipients'))} |",
        f"| full triple | {shown(found, ('type', 'actors', 'recipients'))} |",
        f"| sentences without events left empty | {share(sum(not one for one in empty), len(empty))} |",
        f"| factuality of events of the right type | {agreeing(same, 'factuality')} |",
        f"| actor countries of events of the right type | {agreeing(same, 'actors')} |",
        f"| recipient countries of events of the right type | {agreeing(same, 'recipients')} |",
        f"| the same, no party implied: actors | {agreeing(named, 'actors')} |",
        f"| the same, no party implied: recipients | {agreeing(named, 'recipients')} |",
        "",
    ]
    return "\n".join(
        lines + list(by_type(found)) + [""] + list(confusion(found)) + [""] + list(weights(found))
    )


def without_statements(found: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs with every STATEMENT, on either side, taken for nothing."""
    for pair in found:
        one, other = (None if side is None or side.type == "STATEMENT" else side for side in pair)
        if one or other:
            yield one, other


def agreeing(same: list[tuple[Coded, Coded]], field: str) -> str:
    """Return the share of matched events that agree in a field."""
    return share(sum(getattr(one, field) == getattr(other, field) for one, other in same), len(same))


def shown(found: list[Pair], fields: tuple[str, ...]) -> str:
    """Return precision, recall and F1 of the pairs that agree in all these fields, in words."""
    hits = sum(
        one is not None
        and other is not None
        and all(getattr(one, field) == getattr(other, field) for field in fields)
        for one, other in found
    )
    precision, recall, middle = figures(
        hits, sum(other is not None for _, other in found), sum(one is not None for one, _ in found)
    )
    return f"F1 {middle:.3f} (precision {precision:.3f}, recall {recall:.3f})"


def figures(hits: int, told: int, true: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    return hits / max(told, 1), hits / max(true, 1), 2 * hits / max(told + true, 1)


def share(part: int, whole: int) -> str:
    """Return a share with its counts."""
    return f"{part / max(whole, 1):.3f} ({part} of {whole})"


def by_type(found: list[Pair]) -> Iterator[str]:
    """Yield a table of each type's precision, recall and F1."""
    yield "| type | gold | coded | precision | recall | F1 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name in TYPES:
        true = sum(one is not None and one.type == name for one, _ in found)
        told = sum(other is not None and other.type == name for _, other in found)
        hits = sum(bool(one and other and one.type == other.type == name) for one, other in found)
        precision, recall, middle = figures(hits, told, true)
        yield f"| {name} | {true} | {told} | {precision:.3f} | {recall:.3f} | {middle:.3f} |"


def confusion(found: list[Pair]) -> Iterator[str]:
    """Yield the confusion table: a row for each gold type, a column for each coded type."""
    cells = Counter((one.type if one else "", other.type if other else "") for one, other in found)
    yield "| gold | " + " | ".join(SHORT.values()) + " | nothing | extra |"
    yield "| --- |" + " ---: |" * (len(TYPES) + 2)
    for name in TYPES:
        counts = [cells[name, other] for other in (*TYPES, "")] + [cells["", name]]
        yield f"| {name} | " + " | ".join(str(count or "·") for count in counts) + " |"


def weights(found: list[Pair]) -> Iterator[str]:
    """Yield how often each set of faults occurs."""
    counts = Counter(" + ".join(faults(pair)) or "none" for pair in found)
    yield "Faults: " + ", ".join(f"{name} {count}" for name, count in counts.most_common())


def sample(matched: Matched, size: int, seed: int) -> Iterator[str]:
    """Yield a random sample of events with a fault, with their sentences.

    The order is a hash of sentence, place and seed, so that a change of the program changes few of the sample.
    """
    wrong = [(row, pair) for row, in_sentence in matched for pair in in_sentence if faults(pair)]
    drawn = sorted(wrong, key=lambda item: lot(item[0], item[1], seed))[:size]
    yield f"{len(drawn)} of {len(wrong)} events with a fault (seed {seed})"
    for number, (row, (one, other)) in enumerate(drawn, start=1):
        yield f"{number}. [{row['id']}] {row['text']}"
        yield f"   {', '.join(faults((one, other)))}"
        yield f"   right: {told(row, one)}"
        yield f"   coded: {told(row, other)}"


def lot(row: dict[str, Any], pair: Pair, seed: int) -> str:
    """Return the lot that an event draws."""
    event = pair[0] or pair[1]
    place = (row["id"], event.start if event else 0, pair[0] is None, seed)
    return hashlib.sha256(repr(place).encode()).hexdigest()


def told(row: dict[str, Any], event: Coded | None) -> str:
    """Return an event in one line."""
    if event is None:
        return "nothing"
    words = row["text"][event.start : event.end]
    parties = f"{'+'.join(sorted(event.actors)) or '-'} > {'+'.join(sorted(event.recipients)) or '-'}"
    return f"{event.type} at “{words}”, {parties}, {event.factuality} {event.basis}".rstrip()


if __name__ == "__main__":
    main()
