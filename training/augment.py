"""Variants of a sentence as news prints it: other case, other quotes, datelines, other names."""

import random

from corpora import Example, Label
from names import Names, as_words

NEW_NAME = {"xpos": "NNP", "upos": "PROPN", "feats": "Number=Sing"}
QUOTES = {
    '"': "“",
    "'": "’",
    "-": "–",
    "''": "”",
    "``": "“",
    "--": "—",
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ll": "’ll",
    "'ve": "’ve",
    "'m": "’m",
    "'d": "’d",
}


def vary(example: Example, *, names: Names, chance: random.Random) -> Example:
    """Return the example, often changed in one way or two, with labels that still fit."""
    varied = example
    if "name" in varied.columns and chance.random() < (0.3 if "head" in varied.columns else 0.5):
        varied = swap_names(varied, names=names, chance=chance)
    if "name" in varied.columns and "upos" in varied.columns and chance.random() < 0.4:
        varied = name_nouns(varied, names=names, chance=chance)
    draw = chance.random()
    if draw < 0.12:
        return recase(varied, chance=chance)
    if draw < 0.17 and len(varied.words) > 6:
        return add_dateline(varied, names=names, chance=chance)
    if draw < 0.27:
        return requote(varied)
    if draw < 0.31:
        return drop_stop(varied)
    return varied


def recase(example: Example, *, chance: random.Random) -> Example:
    """Return the example in capitals, in lower case or as a title."""
    change = chance.choice((str.upper, str.lower, _title))
    varied = example.copy()
    varied.words = [change(word) for word in varied.words]
    return varied


def requote(example: Example) -> Example:
    """Return the example with typographic quotes and dashes."""
    varied = example.copy()
    opened = False
    for index, word in enumerate(varied.words):
        varied.words[index] = "”" if word == '"' and opened else QUOTES.get(word, word)
        opened ^= word == '"'
    return varied


def drop_stop(example: Example) -> Example:
    """Return the example without its last full stop, as a headline."""
    if (
        len(example.words) < 4
        or example.words[-1] != "."
        or len(example.words) in example.columns.get("head", [])
    ):
        return example
    return Example(
        words=example.words[:-1], columns={name: column[:-1] for name, column in example.columns.items()}
    )


def add_dateline(example: Example, *, names: Names, chance: random.Random) -> Example:
    """Return the example after "CITY (Agency) -": its city hangs on the root as parataxis."""
    city = names.draw("LOC", chance=chance).split()
    city = [word.upper() for word in city] if chance.random() < 0.7 else city
    agency = names.agency(chance).split() if chance.random() < 0.7 else []
    words = [*city, *(["(", *agency, ")"] if agency else []), chance.choice(("-", "–", "—", "--", ":"))]
    added = len(words)
    columns = {name: [None] * added + list(column) for name, column in example.columns.items()}
    if "name" in columns:
        columns["name"][:added] = _dateline_names(len(city), len(agency), added)
    if "head" in columns:
        _hang_dateline(columns, city=len(city), words=words)
    return Example(words=words + example.words, columns=columns)


def swap_names(example: Example, *, names: Names, chance: random.Random) -> Example:
    """Return the example with other names of the same kinds; labels that no longer hold become unknown."""
    varied = example
    for start, end, kind in reversed(spans_of(example.columns["name"])):
        if chance.random() < 0.75:
            if kind == "PER" and chance.random() < 0.25 and _may_be_body(varied, start, end, names=names):
                kind = "ORG"  # a body speaks and acts as a person does
            name = as_words(names.draw(kind, chance=chance))
            varied = _replace(varied, (start, end), kind=kind, name=name)
            if kind == "ORG" and len(name) > 2 and chance.random() < 0.2:
                varied = _add_initials(varied, start + len(name), name=name)
    return varied


def name_nouns(example: Example, *, names: Names, chance: random.Random) -> Example:
    """Return the example with names in the place of plain nouns: "the company" becomes "Acme Group"."""
    varied = example
    for place in range(len(example.words) - 1, 0, -1):
        kind = _noun_kind(example, place, names=names)
        if kind is not None and chance.random() < 0.6:
            name = as_words(names.draw(kind, chance=chance))
            keeps_article = kind == "ORG" and len(name) > 2 and chance.random() < 0.6
            start = place if keeps_article else place - 1
            varied = _replace(varied, (start, place + 1), kind=kind, name=name)
    return varied


def spans_of(tags: list[Label]) -> list[tuple[int, int, str]]:
    """Return (start, end, kind) of each BIO name."""
    spans, start = [], 0
    for index, tag in enumerate(tags):
        if str(tag).startswith("B-"):
            start = index
        following = str(tags[index + 1]) if index + 1 < len(tags) else "O"
        if tag not in (None, "O") and not following.startswith("I-"):
            spans.append((start, index + 1, str(tag)[2:]))
    return spans


def _noun_kind(example: Example, place: int, *, names: Names) -> str | None:
    """Return the kind of name that may stand for the noun here: it has an article and no other modifier."""
    columns = example.columns
    if columns["upos"][place] != "NOUN" or example.words[place - 1].lower() not in {"the", "a", "an"}:
        return None
    if columns["name"][place] != "O" or columns["xpos"][place] != "NN":
        return None
    below = [columns["deprel"][child] for child, head in enumerate(columns["head"]) if head == place + 1]
    plain = {"det", "case", "punct", "mark", "cop", "cc", "conj", "advmod"}
    return names.kind_of(str(columns["lemma"][place])) if set(below) <= plain else None


def _may_be_body(example: Example, start: int, end: int, *, names: Names) -> bool:
    """Return whether an organisation could stand where this person stands: as subject of "announce"."""
    columns = example.columns
    if "head" not in columns:
        return False
    tops = [place for place in range(start, end) if columns["head"][place] not in range(start + 1, end + 1)]
    if len(tops) != 1 or not str(columns["deprel"][tops[0]]).startswith("nsubj"):
        return False
    above = columns["head"][tops[0]]
    below = {columns["deprel"][place] for place, head in enumerate(columns["head"]) if head == tops[0] + 1}
    acts = isinstance(above, int) and above and columns["lemma"][above - 1] in names.patterns["verb-ORG"]
    return bool(acts) and not below & {"nmod:desc", "appos", "amod", "acl:relcl"}


def _add_initials(example: Example, at: int, *, name: list[str]) -> Example:
    """Return the example with "(WHO)" after a long name of an organisation."""
    initials = "".join(word[0] for word in name if word[0].isupper())
    if len(initials) < 2:
        return example
    added: list[Label] = [None] * 3
    columns = {title: column[:at] + added + column[at:] for title, column in example.columns.items()}
    columns["name"][at : at + 3] = ["O", "B-ORG", "O"]
    if "head" in columns:
        columns["head"] = [
            head + 3 if isinstance(head, int) and head > at else head for head in columns["head"]
        ]
    return Example(words=[*example.words[:at], "(", initials, ")", *example.words[at:]], columns=columns)


def _replace(example: Example, span: tuple[int, int], *, kind: str, name: list[str]) -> Example:
    start, end = span
    grown = len(name) - (end - start)
    columns = {
        title: column[:start] + [NEW_NAME.get(title)] * len(name) + column[end:]
        for title, column in example.columns.items()
    }
    columns["name"][start : start + len(name)] = [f"B-{kind}"] + [f"I-{kind}"] * (len(name) - 1)
    if "head" in columns:
        for title in NEW_NAME:
            columns[title][start : start + len(name)] = [
                NEW_NAME[title] if word[:1].isalpha() and word[:1].isupper() else None for word in name
            ]
        columns["lemma"][start : start + len(name)] = name
        _rehang(example, columns, span=span, kind=kind, grown=grown)
    return Example(words=example.words[:start] + name + example.words[end:], columns=columns)


def _rehang(
    example: Example, columns: dict[str, list[Label]], *, span: tuple[int, int], kind: str, grown: int
) -> None:
    start, end = span
    old, length = example.columns["head"], end - start + grown
    inside = range(start + 1, end + 1)
    tops = [index for index in range(start, end) if old[index] is not None and old[index] not in inside]
    top = start if kind == "PER" else start + length - 1
    certain = len(tops) == 1
    moved = [
        _moved(head, inside=inside, top=top + 1, grown=grown, end=end)
        if certain or head not in inside
        else None
        for head in old
    ]
    new: list[Label] = [None] * length
    columns["head"] = moved[:start] + new + moved[end:]
    columns["deprel"][start : start + length] = [None] * length
    if certain and (length == 1 or kind == "PER"):
        columns["head"][start : start + length] = [moved[tops[0]], *[top + 1] * (length - 1)]
        columns["deprel"][start : start + length] = [
            example.columns["deprel"][tops[0]],
            *["flat"] * (length - 1),
        ]


def _moved(head: Label, *, inside: range, top: int, grown: int, end: int) -> Label:
    if not isinstance(head, int):
        return None
    if head in inside:
        return top
    return head + grown if head > end else head


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def _dateline_names(city: int, agency: int, added: int) -> list[Label]:
    tags: list[Label] = ["B-LOC"] + ["I-LOC"] * (city - 1)
    if agency:
        tags += ["O", "B-ORG", *["I-ORG"] * (agency - 1), "O"]
    return tags + ["O"] * (added - len(tags))


def _hang_dateline(columns: dict[str, list[Label]], *, city: int, words: list[str]) -> None:
    added = len(words)
    old = columns["head"][added:]
    root = next((index for index, head in enumerate(old) if head == 0), None)
    columns["head"][added:] = [head + added if isinstance(head, int) and head else head for head in old]
    named = [index for index, word in enumerate(words) if word[0].isalnum()]
    for index in range(added):
        proper = index in named
        columns["upos"][index] = "PROPN" if proper else "PUNCT"
        columns["xpos"][index] = "NNP" if proper else None
        columns["feats"][index] = "Number=Sing" if proper else "_"
        columns["head"][index], columns["deprel"][index] = (city, "punct") if not proper else (None, None)
    top = city - 1
    agency = [index for index in named if index >= city]
    if root is not None:
        columns["head"][top], columns["deprel"][top] = root + added + 1, "parataxis"
    if agency:
        columns["head"][agency[-1]], columns["deprel"][agency[-1]] = city, "parataxis"
