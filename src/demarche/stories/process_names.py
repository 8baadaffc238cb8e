"""Where a sentence names a process: known ones by their names, new ones by their form ("Vienna talks")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.stories.phrases import Hit, Phrases, Word, words_of
from demarche.tables import Tables

REACH = 4
"""Words before a noun such as "talks" among which its names are looked for."""
PLAIN_DOCUMENT = ("statement", "resolution", "declaration", "draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessName:
    """A process named in a sentence; offsets count in the sentence."""

    process: str
    """Id: of the table's row, or made from the name."""
    name: str
    kind: str
    participants: tuple[str, ...]
    started: str
    ended: str
    start: int
    end: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessWords:
    """The word lists that processes are found with."""

    known: Phrases[str]
    rows: dict[str, dict[str, str]]
    nouns: Phrases[str]
    topics: Phrases[str]
    bodies: Phrases[str]
    states: Phrases[str]
    """Names and adjectives of states, to their codes."""
    capitals: Phrases[str]


def process_words(tables: Tables) -> ProcessWords:
    """Return the word lists; a module-level function, for ``tables.derive``."""
    rows = {row["id"]: dict(row) for row in tables.rows("processes")}
    bodies = [row["words"].split("|") for row in tables.rows("process_words") if row["kind"] == "body"]
    words = [
        (phrase, row["kind"]) for row in tables.rows("process_words") for phrase in row["words"].split("|")
    ]
    states = [(n, row["iso3"]) for row in tables.rows("states") for n in row["names"].split("|") if n]
    states += [(row["text"], row["country"]) for row in tables.rows("demonyms")]
    capitals = [(n, row["iso3"]) for row in tables.rows("states") for n in row["capitals"].split("|") if n]
    return ProcessWords(
        known=Phrases((name, row["id"]) for row in rows.values() for name in _names(row)),
        rows=rows,
        nouns=Phrases((phrase, kind) for phrase, kind in words if kind not in ("topic", "body")),
        topics=Phrases((phrase, kind) for phrase, kind in words if kind == "topic"),
        bodies=Phrases((phrase, body[0]) for body in bodies for phrase in body),
        states=Phrases(states),
        capitals=Phrases(capitals),
    )


def _names(row: dict[str, str]) -> list[str]:
    return [name for name in (row["name"], *row["aliases"].split("|")) if name]


def find_names(
    text: str, *, around: frozenset[str], words: ProcessWords, document: str
) -> Iterator[ProcessName]:
    """Yield the processes that a sentence names.

    ``around`` are the countries told of on the page: they choose between processes of one name.
    ``document`` tells one body's documents from another month's ("2018-03").
    """
    tokens = words_of(text)
    taken: set[int] = set()
    for hit in words.known.find(tokens):
        taken.update(range(hit.first, hit.last))
        yield _known(hit, tokens, words, around)
    for noun in words.nouns.find(tokens):
        if taken.isdisjoint(range(noun.first, noun.last)):
            found = _document(noun, tokens, words, document) or _named(noun, tokens, words, text)
            if found is not None:
                yield found


def _known(hit: Hit[str], tokens: Sequence[Word], words: ProcessWords, around: frozenset[str]) -> ProcessName:
    """Return the known process; of several of one name the one whose participants the page tells of."""

    def fits(process: str) -> tuple[int, str]:
        return len(around & set(words.rows[process]["participants"].split("|"))), words.rows[process][
            "started"
        ]

    row = words.rows[max(hit.meanings, key=fits)]
    return ProcessName(
        process=row["id"],
        name=row["name"],
        kind=row["kind"],
        participants=tuple(filter(None, row["participants"].split("|"))),
        started=row["started"],
        ended=row["ended"],
        start=tokens[hit.first].start,
        end=tokens[hit.last - 1].end,
        basis=f"processes:{row['id']}",
    )


def _named(noun: Hit[str], tokens: Sequence[Word], words: ProcessWords, text: str) -> ProcessName | None:
    """Return a process named by states, a capital or "inter-Korean" before the noun."""
    kind = noun.meanings[0]
    first = max(0, noun.first - REACH)
    before = tokens[first : noun.first]
    states = list(words.states.find(before))
    capitals = list(words.capitals.find(before))
    topics = {index for hit in words.topics.find(before) for index in range(hit.first, hit.last)}
    proper = {index for hit in (*states, *capitals) for index in range(hit.first, hit.last)}
    if kind == "document" or not proper or _follows(tokens, noun, text):
        return None
    start = len(before)
    while start > 0 and (start - 1 in proper | topics or before[start - 1].key in ("and", "inter", "s")):
        start -= 1
    while start < len(before) and start not in proper and before[start].key not in ("inter",):
        start += 1
    if start == len(before) or before[start].key == "s":
        return None
    chosen = [hit for hit in states if hit.first >= start]
    participants = tuple(sorted({meaning for hit in chosen for meaning in hit.meanings[:1]}))
    name = text[before[start].start : tokens[noun.last - 1].end]
    topic = "-".join(before[index].key for index in range(start, len(before)) if index not in proper)
    venue = "-".join(before[h.first].key for h in capitals if h.first >= start and not participants)
    noun_key = "-".join(word.key for word in tokens[noun.first : noun.last])
    key = "-".join(filter(None, ("-".join(participants).lower(), venue, topic, noun_key)))
    return ProcessName(
        process=f"named-{key}",
        name=name,
        kind=kind,
        participants=participants,
        started="",
        ended="",
        start=before[start].start,
        end=tokens[noun.last - 1].end,
        basis=f"process_words:{kind}",
    )


def _follows(tokens: Sequence[Word], noun: Hit[str], text: str) -> bool:
    """Return whether the noun is a verb after all ("Moscow talks to Beijing") or starts another word."""
    after = tokens[noun.last].key if noun.last < len(tokens) else ""
    possessive = noun.first > 0 and tokens[noun.first - 1].key == "s"
    return possessive or (
        tokens[noun.first].key in ("talks", "pact", "deal") and after in ("to", "about", "tough")
    )


def _document(
    noun: Hit[str], tokens: Sequence[Word], words: ProcessWords, document: str
) -> ProcessName | None:
    """Return a document of a body named in the sentence: a statement of the Security Council."""
    if noun.meanings[0] != "document":
        return None
    before = [word.key for word in tokens[max(0, noun.first - 3) : noun.first]]
    if "in" in before[-2:] or not document:
        return None  # "said in a statement"
    bodies = list(words.bodies.find(tokens))
    if not bodies:
        return None
    head = tokens[noun.last - 1].key
    plain = head if head in PLAIN_DOCUMENT else "document"
    full = bodies[0].meanings[0]
    return ProcessName(
        process=f"document-{'-'.join(full.lower().split())}-{plain}-{document}",
        name=f"{full} {plain}",
        kind="document",
        participants=(),
        started="",
        ended="",
        start=tokens[noun.first].start,
        end=tokens[noun.last - 1].end,
        basis="process_words:document",
    )
