"""The words that report: rows of ``cues.csv``, indexed by lemma and word class."""

from dataclasses import dataclass

from demarche.tables import Tables
from demarche.types import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One row of the table."""

    id: str
    lemma: str
    particle: str
    tells: frozenset[str]
    """Constructions whose content rests on the speaker's word."""
    reacts: frozenset[str]
    """Constructions whose content the speaker only reacts to or asks for."""
    stance: Stance
    kind: str

    @property
    def frames(self) -> frozenset[str]:
        """All constructions that the cue can take."""
        return self.tells | self.reacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The rows by word class and lemma; phrases by their first word."""

    verb: dict[str, tuple[Cue, ...]]
    noun: dict[str, tuple[Cue, ...]]
    adjective: dict[str, tuple[Cue, ...]]
    adverb: dict[str, tuple[Cue, ...]]
    phrase: dict[str, tuple[Cue, ...]]
    forms: dict[str, str]
    """Regular forms of the verbs: "insisted" to "insist"; for words whose lemma is not in the table."""

    def known(self, table: dict[str, tuple[Cue, ...]], lemma: str, word: str) -> tuple[Cue, ...]:
        """Return the rows of a word by its lemma, or by its form where the lemma is unknown."""
        return table.get(lemma.lower()) or table.get(self.forms.get(word, ""), ())


def index_cues(tables: Tables) -> Cues:
    """Return the table ``cues`` as an index (for ``tables.derive``)."""
    found: dict[str, dict[str, list[Cue]]] = {
        word: {} for word in ("verb", "noun", "adjective", "adverb", "phrase")
    }
    for row in tables.rows("cues"):
        key = row["lemma"].split(" ")[0]
        found[row["word"]].setdefault(key, []).append(
            Cue(
                id=row["id"],
                lemma=row["lemma"],
                particle=row["particle"],
                tells=_listed(row["tells"]),
                reacts=_listed(row["reacts"]),
                stance=Stance(row["stance"]),
                kind=row["kind"],
            )
        )
    packed = {word: {key: _longest_first(cues) for key, cues in by.items()} for word, by in found.items()}
    forms = {form: lemma for lemma in packed["verb"] for form in _forms(lemma)}
    return Cues(**packed, forms=forms)


def _forms(lemma: str) -> tuple[str, ...]:
    """Return the regular forms of a verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    ending = "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"
    doubled = lemma + lemma[-1]
    return lemma + ending, lemma + "ed", lemma + "ing", doubled + "ed", doubled + "ing"


def _listed(cell: str) -> frozenset[str]:
    return frozenset(part for part in cell.split("|") if part)


def _longest_first(cues: list[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(cues, key=lambda cue: (-len(cue.lemma.split()), not cue.particle, cue.id)))
