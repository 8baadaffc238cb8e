"""Official comment that is no other act: a STATEMENT for words on another party that hold no event."""

from collections.abc import Iterator, Sequence

from demarche.events.cast import Cast, distinct, voices
from demarche.types import Event, Party, Resolution, Span, Stance, Statement

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "IGO", "REB", "SPY", "JUD", "OPP", "PTY", "ELI"})
MODES = {Stance.HOPES: "hope", Stance.PREDICTS: "expect", Stance.DENIES: "deny"}
CAMEO = {"hope": "013", "expect": "012", "deny": "016", "comment": "010"}


def remarks(cast: Cast, events: Sequence[Event]) -> Iterator[Event]:
    """Yield a STATEMENT for each statement by an official on another side in which nothing else was coded."""
    for index, statement in enumerate(cast.layers.statements):
        if statement.cue is None or statement.within is not None or not _official(statement):
            continue
        if any(_tells(statement, event) for event in events):
            continue
        token = _token_at(statement.cue, cast)
        others = _others(statement, cast)
        if token is not None and others:
            yield _remark(statement, index, token, cast=cast, others=others)


def _official(statement: Statement) -> bool:
    return any(actor.country and OFFICIAL & set(actor.sectors) for actor in statement.speaker)


def _tells(statement: Statement, event: Event) -> bool:
    """Return whether the statement holds an event, or is itself coded as one."""
    if statement.cue is not None and statement.cue.overlaps(event.trigger):
        return True
    return any(content.holds(event.trigger) for content in statement.content)


def _token_at(span: Span, cast: Cast) -> int | None:
    starts = cast.analysis.start
    inside = [t for t in range(len(starts)) if span.start <= starts[t] < span.end]
    verbs = [t for t in inside if cast.analysis.upos[t] == "VERB"]
    return next(iter(verbs or inside), None)


def _others(statement: Statement, cast: Cast) -> tuple[Party, ...]:
    """Return the parties of other countries that the words speak of."""
    own = {actor.country for actor in statement.speaker}
    found: list[Party] = []
    for mention, resolution in zip(cast.layers.mentions, cast.layers.resolutions, strict=True):
        if any(content.holds(mention.span) for content in statement.content):
            found.extend(_foreign(resolution, own, mention.span))
    return distinct(found)[:1]


def _foreign(resolution: Resolution, own: set[str | None], span: Span) -> Iterator[Party]:
    if resolution.role in ("none", "place"):
        return
    for actor in resolution.actors:
        if actor.country and actor.country not in own:
            yield Party(actor=actor, span=span, basis=resolution.basis)


def _remark(statement: Statement, index: int, token: int, *, cast: Cast, others: tuple[Party, ...]) -> Event:
    mode = MODES.get(statement.stance, "comment")
    return Event(
        type="STATEMENT",
        trigger=cast.analysis.span(token),
        token=token,
        sentence=cast.analysis.sentence_of(token),
        mode=mode,
        cameo=CAMEO[mode],
        kind="statement",
        actors=voices(statement),
        recipients=others,
        statement=index,
        basis="remark",
    )
