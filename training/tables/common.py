"""What the table scripts share: where the sources lie, how names are folded, how tables are written."""

import csv
import gzip
import io
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
OWN = HERE / "own"
DATA = HERE.parents[1] / "src" / "demarche" / "data"
SOURCES = Path(os.environ.get("DEMARCHE_SOURCES", HERE.parents[2] / "shared" / "sources")) / "actors"


def read_rows(path: Path, *, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def write_table(
    name: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]], *, packed: bool = False
) -> None:
    """Write a table of the package, plain or gzipped (without a time stamp, so that it is reproducible)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    content = text.getvalue().encode()
    if packed:
        (DATA / f"{name}.csv.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    else:
        (DATA / f"{name}.csv").write_bytes(content)
    print(f"{name}: {count} rows, {len(content):,} bytes")


def write_schema(
    name: str,
    title: str,
    fields: Sequence[Mapping[str, object]],
    *,
    references: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    """Write the Table Schema of a table; the first field is its key."""
    described: dict[str, object] = {"title": title, "primaryKey": fields[0]["name"], "fields": list(fields)}
    if references:
        described["foreignKeys"] = [
            {"fields": column, "reference": {"resource": table, "fields": key}}
            for column, (table, key) in references.items()
        ]
    path = DATA / "schema" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def field(
    name: str,
    description: str,
    *,
    type: str = "string",
    required: bool = False,
    enum: Sequence[str] = (),
    pattern: str = "",
) -> dict[str, object]:
    """Return the description of one column."""
    constraints: dict[str, object] = {}
    if required:
        constraints["required"] = True
    if enum:
        constraints["enum"] = list(enum)
    if pattern:
        constraints["pattern"] = pattern
    found: dict[str, object] = {"name": name, "type": type, "description": description}
    if constraints:
        found["constraints"] = constraints
    return found


def own_words(kind: str) -> list[str]:
    """Return the words of one kind of our list of words for these scripts."""
    return next(row["words"].split("|") for row in read_rows(OWN / "words.csv") if row["kind"] == kind)


SECTORS = own_words("sectors")


def plain(text: str) -> str:
    """Return a name in lower-case ASCII letters, words parted by one blank."""
    text = unicodedata.normalize(
        "NFKD",
        text.translate(
            {0x131: "i", 0xF8: "o", 0xD8: "O", 0x142: "l", 0x141: "L", 0xDF: "ss", 0x259: "a", 0x111: "d"}
        ),
    )
    text = "".join(mark for mark in text if not unicodedata.combining(mark)).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`ʻ]", "", text)).split())


def slug(text: str) -> str:
    """Return a name as an id: words joined by hyphens."""
    return plain(text).replace(" ", "-")
