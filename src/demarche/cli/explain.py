"""``demarche explain``: what each stage chose for a text, and why."""

from collections.abc import Iterator
from datetime import date, datetime

import click

from demarche.cli.render import parties_text, when_text
from demarche.types import Analysis, Event, Layers, Party, Reading, Record, RecordParty, Refusal, Statement


@click.command("explain")
@click.argument("text")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day the text was published.")
@click.option("--tables", type=click.Path(file_okay=False), help="A folder of your own table rows.")
def command(text: str, day: datetime | None, tables: str | None) -> None:
    """Code a TEXT and show each stage's choices and their reasons.

    \b
    demarche explain "Russia rejected the U.S. proposal on Friday." --date 2018-03-17
    """
    from pathlib import Path

    from demarche.config import Settings
    from demarche.pipeline import load

    pipeline = load(Settings(tables=Path(tables) if tables else None))
    for line in explain(text, day=day.date() if day else None, pipeline=pipeline):
        click.echo(line)


def explain(text: str, *, day: date | None, pipeline: object) -> Iterator[str]:
    """Yield the explanation of a text, line by line."""
    from demarche.pipeline import Pipeline, read_text
    from demarche.records import build_records

    assert isinstance(pipeline, Pipeline)
    reading = read_text(text, day=day, pipeline=pipeline)
    records = build_records(reading, tables=pipeline.tables)
    for index in range(len(reading.analysis.sentences)):
        yield from tree_lines(reading.analysis, index)
    yield from _section("mentions", _mention_lines(reading))
    yield from _section("times", _time_lines(reading))
    yield from _section("places", _place_lines(reading))
    yield from _section("statements", _statement_lines(reading))
    yield from _section("events", _event_lines(reading, records))


def tree_lines(analysis: Analysis, sentence: int) -> Iterator[str]:
    """Yield a sentence's parse as a small tree: word, part of speech, relation."""
    tokens = analysis.sentences[sentence]
    for token in range(tokens.first, tokens.last):
        if analysis.head[token] == token:
            yield from _branch(analysis, token, prefix="", last=True, root=True)


def _branch(analysis: Analysis, token: int, *, prefix: str, last: bool, root: bool = False) -> Iterator[str]:
    joint = "" if root else ("└─ " if last else "├─ ")
    word = click.style(analysis.form[token], bold=True)
    yield f"{prefix}{joint}{word}  {analysis.deprel[token]} {analysis.upos[token]} {analysis.lemma[token]}"
    below = prefix if root else prefix + ("   " if last else "│  ")
    children = [child for child in analysis.children[token] if analysis.upos[child] != "PUNCT"]
    for child in children:
        yield from _branch(analysis, child, prefix=below, last=child == children[-1])


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield click.style(title, bold=True)
    found = list(lines)
    yield from found or ["  none"]


def _refused(refusals: tuple[Refusal, ...]) -> str:
    return "".join(f"; not {refusal.candidate}: {refusal.reason}" for refusal in refusals)


def _mention_lines(reading: Reading) -> Iterator[str]:
    layers, text = reading.layers, reading.article.text
    for mention, resolution in zip(layers.mentions, layers.resolutions, strict=True):
        found = parties_text(
            [_flat(Party(actor=actor, span=mention.span), text) for actor in resolution.actors]
        )
        meaning = found if resolution.actors else "nobody"
        reason = f"[{resolution.basis}]{_refused(resolution.refused)}"
        yield f"  “{mention.span.of(text)}” ({mention.kind}, {resolution.role}): {meaning}  {reason}"


def _time_lines(reading: Reading) -> Iterator[str]:
    for time in reading.layers.times:
        days = f"{time.first or '…'} to {time.last or '…'}"
        words = time.span.of(reading.article.text)
        reason = f"[{time.basis}, from {time.anchor or 'itself'}]"
        yield f"  “{words}” {time.type} {time.value or 'unresolved'}: {days}  {reason}"


def _place_lines(reading: Reading) -> Iterator[str]:
    for place in reading.layers.places:
        point = f"{place.latitude:.2f}, {place.longitude:.2f}"
        where = f"{place.name}, {place.country} ({point}; {place.precision})"
        yield f"  “{place.span.of(reading.article.text)}” {where}  [{place.basis}]{_refused(place.refused)}"


def _statement_lines(reading: Reading) -> Iterator[str]:
    text = reading.article.text
    for index, statement in enumerate(reading.layers.statements):
        said = " … ".join(span.of(text) for span in statement.content)
        inside = f", within statement {statement.within}" if statement.within is not None else ""
        manner = f"{statement.speech}, {statement.stance}{inside}"
        who = _speaker(statement, reading.layers, text)
        yield f"  {index}. {who}: “{said}” ({manner})  [{statement.basis}]"


def _speaker(statement: Statement, layers: Layers, text: str) -> str:
    words = statement.source.of(text) if statement.source else "(nobody named)"
    names = ", ".join(actor.name for actor in statement.speaker)
    return f"{words} = {names}" if names and names != words else words


def _event_lines(reading: Reading, records: tuple[Record, ...]) -> Iterator[str]:
    text = reading.article.text
    for event, record in zip(reading.events, records, strict=False):
        mode = f"/{event.mode}" if event.mode else ""
        sides = f"{_parties(event.actors, text)} → {event.type}{mode} → {_parties(event.recipients, text)}"
        yield f"  “{event.trigger.of(text)}”: {sides}"
        yield f"     {_facts(event, record)}"
        yield f"     because {event.basis} ({event.confidence:.2f}){_refused(event.refused)}"


def _facts(event: Event, record: Record) -> str:
    chain = ", citing ".join(record.according_to) or "the page itself"
    code = f"CAMEO {event.cameo}, {record.quad}" if event.cameo else record.quad
    return f"{event.factuality} · when {when_text(record)} · according to {chain} · {code}"


def _parties(parties: tuple[Party, ...], text: str) -> str:
    return parties_text([_flat(party, text) for party in parties])


def _flat(party: Party, text: str) -> RecordParty:
    actor = party.actor
    words = party.span.of(text) if party.span else None
    sector = actor.sectors[0] if actor.sectors else None
    return RecordParty(text=words, actor=actor.name, country=actor.country, sector=sector, basis=actor.basis)
