"""GraphML: who acted towards whom, one edge for each pair and type, with the number of events."""

from collections import Counter
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from demarche.exports.codes import dyads
from demarche.exports.delimited import TextOut
from demarche.exports.fields import day_of
from demarche.types import Telling

KEYS = (
    ("country", "node", "string"), ("name", "node", "string"), ("type", "edge", "string"),
    ("events", "edge", "int"), ("first", "edge", "string"), ("last", "edge", "string"),
)  # fmt: skip
Node = tuple[str, str]
"""Name and country."""


def write_graphml(tellings: Iterable[Telling], out: TextOut) -> int:
    """Write the network of actors; return the number of edges. Only pairs and types are held in memory."""
    counts: Counter[tuple[Node, Node, str]] = Counter()
    days: dict[tuple[Node, Node, str], tuple[str, str]] = {}
    for telling in tellings:
        if not telling.best:
            continue
        day = day_of(telling)
        for one, other in dyads(telling.record):
            if one is None or other is None:
                continue
            edge = (one.actor, one.country or ""), (other.actor, other.country or ""), telling.record.type
            counts[edge] += 1
            if day is not None:
                first, last = days.get(edge, ("9999", ""))
                days[edge] = min(first, day.isoformat()), max(last, day.isoformat())
    _write(counts, days, out)
    return len(counts)


def _write(
    counts: Counter[tuple[Node, Node, str]], days: dict[tuple[Node, Node, str], tuple[str, str]], out: TextOut
) -> None:
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    )
    for name, scope, kind in KEYS:
        out.write(f'<key id="{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write('<graph edgedefault="directed">\n')
    nodes = {node: f"n{number}" for number, node in enumerate(sorted({n for e in counts for n in e[:2]}))}
    for (name, country), identifier in nodes.items():
        data = _data("name", name) + _data("country", country)
        out.write(f'<node id="{identifier}">{data}</node>\n')
    for edge, count in sorted(counts.items()):
        one, other, type_ = edge
        first, last = days.get(edge, ("", ""))
        data = _data("type", type_) + _data("events", count) + _data("first", first) + _data("last", last)
        out.write(f'<edge source="{nodes[one]}" target="{nodes[other]}">{data}</edge>\n')
    out.write("</graph>\n</graphml>\n")


def _data(key: str, value: object) -> str:
    text = quoteattr(str(value))[1:-1]
    return f'<data key="{key}">{text}</data>' if value != "" else ""
