"""What the formats have in common: numbers made from ids, days, places, addresses."""

from datetime import date
from urllib.parse import urlsplit

from demarche.records import digest
from demarche.types import Telling


def number_of(*values: object, digits: int = 15) -> int:
    """Return a whole number made from content, for formats whose ids are numbers."""
    return int(digest(*values), 16) % int(10**digits)


def day_of(telling: Telling) -> date | None:
    """Return the day an event took place, or else was published."""
    record = telling.record
    return record.when_first or record.when_last or telling.day or telling.page.published


def seen_of(telling: Telling) -> str:
    """Return when a page was first seen as YYYYMMDDHHMMSS: fetched, or else published."""
    fetched = telling.page.fetched
    if fetched:
        digits = "".join(letter for letter in fetched if letter.isdigit())[:14]
        return digits.ljust(14, "0")
    day = telling.page.published or telling.page.latest or day_of(telling)
    return f"{day:%Y%m%d}000000" if day else ""


def domain_of(telling: Telling) -> str:
    """Return the domain of a page, or else its outlet."""
    host = urlsplit(telling.page.url or "").hostname or ""
    return host.removeprefix("www.") or telling.page.outlet or ""


def address_of(telling: Telling) -> str:
    """Return where a page was found."""
    return telling.page.url or telling.page.name


def decimal(value: float | None, places: int = 4) -> str:
    """Return a number with at most so many decimals, without needless zeros; nothing for None."""
    return "" if value is None else f"{value:.{places}f}".rstrip("0").rstrip(".")
