"""Edit scripts: how a word becomes its lemma ("said" → "l|2|y": lower case, cut 2, add "y")."""

LOWER, KEEP, TITLE = "l", "k", "t"
_LONGEST_CUT = 4
_SHORT = 3


def script_for(form: str, *, lemma: str) -> str | None:
    """Return the script that turns the form into the lemma; None where the word is irregular."""
    for case in (LOWER, KEEP, TITLE):
        base = _recase(form, case=case)
        kept = _shared_start(base, lemma)
        cut = len(base) - kept
        if cut <= _LONGEST_CUT and (kept or len(base) <= _SHORT) and _fits_case(case, lemma=lemma):
            return f"{case}|{cut}|{lemma[kept:]}"
    return None


def apply_script(form: str, *, script: str) -> str:
    """Return the lemma of the form; never empty."""
    case, cut, ending = script.split("|", 2)
    base = _recase(form, case=case)
    return base[: len(base) - int(cut)] + ending or form


def _recase(form: str, *, case: str) -> str:
    if case == LOWER:
        return form.lower()
    if case == TITLE:
        return form[:1].upper() + form[1:].lower()
    return form


def _fits_case(case: str, *, lemma: str) -> bool:
    return (case == LOWER) == (lemma == lemma.lower())


def _shared_start(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
