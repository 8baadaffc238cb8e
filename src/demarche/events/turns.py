"""Turn an act that did not happen into what saying so is: AGREE, REJECT, THREATEN, REQUEST (PLOVER's rules)."""

from dataclasses import dataclass, replace

from demarche.events.factuality import Judgement
from demarche.tables import Tables
from demarche.types import Factuality

THREATS = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
OPEN = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What an act is once its factuality is known."""

    event_type: str
    factuality: Factuality
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFacts:
    """What event_types.csv says of a type."""

    future: str
    refused: str
    kind: str
    absorbs: bool


def type_facts(tables: Tables) -> dict[str, TypeFacts]:
    """Return the facts of each type; a module-level function, for ``tables.derive``."""
    return {
        row["id"]: TypeFacts(
            future=row["future"], refused=row["refused"], kind=row["kind"], absorbs=row["absorbs"] == "yes"
        )
        for row in tables.rows("event_types")
    }


def turned(event_type: str, judged: Judgement, *, facts: TypeFacts, own_words: bool) -> Turn:
    """Return the type and factuality of an act.

    ``own_words``: the doer says it, or the page in its own voice; what others say that a third party
    will do is a plan or a guess, no promise and no threat.
    """
    value = judged.factuality
    if event_type == "STATEMENT":
        return Turn(event_type=event_type, factuality=Factuality.HAPPENED)
    if event_type == "SUPPORT" and judged.cue.startswith("would") and not judged.negated:
        return Turn(event_type=event_type, factuality=Factuality.HAPPENED)
    if event_type in ("SUPPORT", "REJECT") and judged.cue == "negation":
        # "did not rule out talks" refuses nothing
        return Turn(event_type="STATEMENT", factuality=Factuality.HAPPENED, basis="no support, no refusal")
    plain = Turn(event_type=event_type, factuality=value)
    if facts.refused and (value is Factuality.REFUSED or (judged.negated and judged.future)):
        return Turn(event_type=facts.refused, factuality=Factuality.HAPPENED, basis="refused")
    if facts.future and value is Factuality.PLANNED and not judged.negated:
        return Turn(event_type=facts.future, factuality=Factuality.PLANNED, basis="future cooperation")
    if (
        facts.future
        and judged.future
        and value is Factuality.HYPOTHETICAL
        and own_words
        and not judged.negated
    ):
        return Turn(event_type=facts.future, factuality=Factuality.PLANNED, basis="future cooperation")
    if event_type in THREATS and judged.future and own_words and not judged.negated:
        return Turn(event_type="THREATEN", factuality=Factuality.HAPPENED, basis="future force")
    if judged.negated and value is Factuality.PLANNED:
        return replace(plain, factuality=Factuality.DENIED)
    if value is Factuality.REFUSED:
        return replace(plain, factuality=Factuality.DENIED)
    return plain
