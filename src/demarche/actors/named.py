"""Which person a phrase names: full names first, a surname only with a licence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from demarche.actors.people import People, Person, holds
from demarche.actors.segments import Phrase
from demarche.actors.words import fold
from demarche.types import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person found in a phrase, or none, with those refused."""

    person: Person | None = None
    rule: str = ""
    refused: tuple[Refusal, ...] = ()


NOBODY = Named()


def person_in(
    phrase: Phrase,
    *,
    people: People,
    on: date | None,
    known: Mapping[str, Person],
    strangers: frozenset[str],
    countries: tuple[str, ...],
) -> Named:
    """Return the person whom the phrase's first segment names."""
    core = phrase.core
    if core.people:
        _, candidates = core.people[-1]
        return _agreeing(candidates, phrase, people=people, on=on, countries=countries, rule="full-name")
    surname = _surname(phrase)
    if not surname:
        return NOBODY
    if surname in known and _same_first_name(phrase, known[surname]):
        return Named(person=known[surname], rule="surname-after-full-name")
    alike = _spelt_alike(phrase, people)
    if alike:
        return _agreeing(alike, phrase, people=people, on=on, countries=countries, rule="full-name-spelling")
    if _has_first_name(phrase) or surname in strangers:
        return Named(refused=(Refusal(candidate=surname, reason="no table knows this full name"),))
    return _by_surname(phrase, surname, people=people, on=on, countries=countries)


def _agreeing(
    candidates: tuple[Person, ...],
    phrase: Phrase,
    *,
    people: People,
    on: date | None,
    countries: tuple[str, ...],
    rule: str,
) -> Named:
    """Return the best of those whose country agrees with the country and role in the phrase."""
    fitting = candidates
    if countries and phrase.core.agents():
        fitting = tuple(person for person in candidates if _serves(person, countries))
    if not fitting:
        reason = "another country's: the phrase names a person of this name elsewhere"
        return Named(refused=(Refusal(candidate=candidates[0].name, reason=reason),))
    return Named(person=_best(fitting, people, on, countries), rule=rule)


def _serves(person: Person, countries: tuple[str, ...]) -> bool:
    return person.country in countries or any(row["serves"] in countries for row in person.terms)


def _best(
    candidates: tuple[Person, ...], people: People, on: date | None, countries: tuple[str, ...]
) -> Person:
    def rank(person: Person) -> tuple[bool, bool, int]:
        agrees = bool(countries) and _serves(person, countries)
        current = people.standing(person, on=on).office is not None
        return agrees, current, len(person.terms)

    return max(candidates, key=rank)


def _name_words(phrase: Phrase) -> list[int]:
    """Return the positions of capitalised words of the core that no table knows."""
    core = phrase.core
    taken = {index for match in core.matches for index in range(match.first, match.last)}
    return [
        index
        for index in range(core.offset, core.offset + len(core.words))
        if index not in taken
        and phrase.words[index].capital
        and phrase.words[index].plain[:1].isalpha()
        and not phrase.kinds(index) & {"honorific", "former", "determiner", "preposition", "away"}
    ]


def _surname(phrase: Phrase) -> str:
    """Return the last capitalised word that may be a surname, empty where the phrase ends otherwise."""
    names = _name_words(phrase)
    core = phrase.core
    if not names or names[-1] != core.offset + len(core.words) - 1:
        return ""
    return (
        ""
        if phrase.words[names[-1]].joined and not _has_first_name(phrase)
        else phrase.words[names[-1]].plain
    )


def _has_first_name(phrase: Phrase) -> bool:
    names = _name_words(phrase)
    return len(names) > 1 and names[-1] == names[-2] + 1


def _same_first_name(phrase: Phrase, person: Person) -> bool:
    """Return whether the phrase gives no first name, or one that is the person's too."""
    if not _has_first_name(phrase):
        return True
    first = phrase.words[_name_words(phrase)[-2]].plain
    return first in fold(person.name).split()


def _spelt_alike(phrase: Phrase, people: People) -> tuple[Person, ...]:
    names = _name_words(phrase)
    run = [names[-1]]
    for index in reversed(names[:-1]):
        if index != run[0] - 1:
            break
        run.insert(0, index)
    while len(run) > 1:
        found = people.named(" ".join(phrase.words[index].text for index in run))
        if found:
            return found
        run = run[1:]
    return ()


def _by_surname(
    phrase: Phrase, surname: str, *, people: People, on: date | None, countries: tuple[str, ...]
) -> Named:
    candidates = people.surnamed(surname)
    if not candidates:
        return Named(refused=(Refusal(candidate=surname, reason="no table knows this name"),))
    roles = [
        " ".join(word.plain for word in phrase.words[match.first : match.last])
        for match in phrase.core.agents()
    ]
    fitting = [person for person in candidates if _agrees(person, roles, countries, people)]
    if fitting:
        current = [person for person in fitting if people.standing(person, on=on).office is not None]
        pool = current or fitting
        if len(pool) == 1 or countries:
            return Named(person=_best(tuple(pool), people, on, countries), rule="surname-with-role")
    if not countries or not roles:
        leaders = people.leaders(surname, on=on)
        if len(leaders) == 1 and (not countries or leaders[0].country in countries):
            return Named(person=leaders[0], rule="surname-of-a-leader")
    named = ", ".join(sorted({person.name for person in candidates})[:3])
    return Named(
        refused=(Refusal(candidate=named, reason="a surname alone, without full name, or country and role"),)
    )


def _agrees(person: Person, roles: list[str], countries: tuple[str, ...], people: People) -> bool:
    """Return whether country and role in the phrase fit what the person ever was."""
    if not roles or (countries and person.country not in countries):
        return False
    for row in person.terms:
        names = people.offices[row["office"]]["names"].split("|")
        title = row["title"].lower()
        if any(role in names or (title and role in title) for role in roles):
            return True
    return False


def holds_any(person: Person, on: date) -> bool:
    """Return whether the person holds any office that day."""
    return any(holds(row, on) for row in person.terms)
