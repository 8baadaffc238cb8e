"""One spelling for the many that a place name has."""

import unicodedata

_LETTERS = str.maketrans(
    {
        "’": "",
        "'": "",
        "‘": "",
        "ʼ": "",
        "`": "",
        "ʻ": "",
        ".": "",
        "-": " ",
        "–": " ",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
    }
)
_WORDS = {"saint": "st", "mount": "mt", "fort": "ft"}


def name_key(name: str) -> str:
    """Return the name in small plain letters: "St. John's" and "Saint Johns" give "st johns"."""
    if name.isascii():
        plain = name.lower()
    else:
        spread = unicodedata.normalize("NFKD", name.casefold())
        plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(_WORDS.get(word, word) for word in plain.translate(_LETTERS).split())
