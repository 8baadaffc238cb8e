"""The sector that the words of a phrase tell: the head word before its modifiers, the body behind a weak head."""

from demarche.actors.lexicon import Match
from demarche.actors.segments import BODY_KINDS, Phrase


def sectors_of(phrase: Phrase, *, skip_people: bool = False) -> tuple[str, ...] | None:
    """Return the sectors that the phrase's words tell; None where no role word or body stands in it."""
    core = phrase.core
    agents = core.agents()
    head = agents[-1] if agents else None
    bodies = core.bodies()
    if head is None or (bodies and bodies[-1].first > head.first and not skip_people):
        if bodies:
            return bodies[-1].sectors
        return _later_sectors(phrase)
    if not head.row["weak"]:
        return _of_body(phrase, head) or _with_side(head, agents)
    if bodies and bodies[-1].sectors:
        return bodies[-1].sectors
    others = [match for match in agents[:-1] if not match.row["weak"]]
    if others:
        return others[-1].sectors
    weaker = [match for match in agents[:-1] if match.sectors and match.sectors[0] not in ("UNK", "GOV")]
    if weaker:
        return weaker[-1].sectors
    return _of_sectors(phrase) or (() if bodies else head.sectors)


def _of_body(phrase: Phrase, head: Match) -> tuple[str, ...]:
    """Return the sectors of the body that the head presides over: "president of the Riigikogu"."""
    plain = " ".join(word.plain for word in phrase.words[head.first : head.last])
    if "body head" not in phrase.lexicon.word_kinds.get(plain, ()) or len(phrase.segments) < 2:
        return ()
    segment = phrase.segments[1]
    if segment.opener != "of" or not segment.matches or segment.matches[0].kind not in BODY_KINDS:
        return ()
    return segment.matches[0].sectors


def _of_sectors(phrase: Phrase) -> tuple[str, ...]:
    """Return the sectors of what follows "of", "for" or "from" a weak head: "members of the army"."""
    for segment in phrase.segments[1:]:
        if segment.link != "preposition" or segment.opener not in ("of", "for", "from", "within", "at"):
            continue
        agents = [match for match in segment.agents() if not match.row["weak"]]
        if segment.bodies() and segment.bodies()[0].sectors:
            return segment.bodies()[0].sectors
        if agents:
            return agents[-1].sectors
        if segment.matches:
            return ()
    return ()


def _later_sectors(phrase: Phrase) -> tuple[str, ...] | None:
    for segment in phrase.segments[1:]:
        if segment.link == "away":
            continue
        if segment.link == "preposition" and segment.opener != "of":
            return None
        if segment.agents():
            return segment.agents()[-1].sectors
        if segment.bodies():
            return segment.bodies()[-1].sectors
    return None


def _with_side(head: Match, agents: tuple[Match, ...]) -> tuple[str, ...]:
    """Return the head's sectors, with OPP where an opposition word modifies it."""
    if any("OPP" in match.sectors for match in agents[:-1]) and "OPP" not in head.sectors:
        return (*head.sectors, "OPP")
    return head.sectors
