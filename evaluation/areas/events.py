"""Events: sentences in, each read as an article of its own; coded events with both sides as codes out.

The gold knows one source and one target for each event: an event with several parties becomes one row for each pair,
and one whose parties all act together (talks, clashes) one row for each ordered pair of them.
"""

import itertools
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from demarche.pipeline import Pipeline, load, plain_article
from demarche.types import Event, Factuality, Party

BODIES = {"UNO": "IGO", "EUR": "IGO"}
"""PLOVER's gold writes world bodies as IGO with the sector behind."""
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "ASSAULT", "REJECT"})
NOBODY = "---"
COMMENTS = {
    Factuality.HOPED: "013",
    Factuality.HYPOTHETICAL: "014",
    Factuality.PROPOSED: "020",
    Factuality.DENIED: "016",
}


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    del workers  # a set takes seconds
    pipeline = load()
    rows = [json.loads(line) for line in input_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with output_path.open("w", encoding="utf-8") as out:
        for row in rows:
            events = list(coded(row["text"], row.get("date"), pipeline))
            out.write(json.dumps({"id": row["id"], "events": events}) + "\n")


def coded(text: str, day: str | None, pipeline: Pipeline) -> Iterator[dict[str, str | None]]:
    """Yield the events of one sentence in the scorer's form."""
    article = plain_article(text, day=date.fromisoformat(day) if day else None)
    for event in pipeline.read_article(article).events:
        cameo = cameo_of(event)
        said = cameo is not None and cameo[:2] in ("01", "02")
        for source, target in pairs(event):
            yield {
                "source": source,
                "target": target,
                "cameo": cameo,
                "plover": None if said else event.type,
            }


def cameo_of(event: Event) -> str | None:
    """Return the CAMEO code: what is only hoped, weighed or denied is a comment there, not the act."""
    if event.factuality in COMMENTS:
        return COMMENTS[event.factuality]
    return (event.cameo or "010") if event.type == "STATEMENT" else event.cameo


def pairs(event: Event) -> Iterator[tuple[str, str]]:
    """Yield source and target codes of an event, one pair for each two parties."""
    actors, recipients = codes(event.actors), codes(event.recipients)
    if event.type in MUTUAL and not recipients and len(actors) > 1:
        yield from itertools.permutations(actors, 2)
        return
    yield from itertools.product(actors or [NOBODY], recipients or [NOBODY])


def codes(parties: tuple[Party, ...]) -> list[str]:
    """Return the code of each party, country and leading sector, each once."""
    return list(dict.fromkeys(code(party) for party in parties))


def code(party: Party) -> str:
    """Return a party's code: ``RUSGOV``, ``IGOUNO``, ``NGO``; ``---`` with the sector for a party of no country."""
    sector = party.actor.sectors[0] if party.actor.sectors else ""
    country = BODIES.get(party.actor.country or "", party.actor.country)
    if country is None:
        return sector if sector in ("IGO", "NGO") else NOBODY + sector
    return country + ("" if sector == country else sector)
