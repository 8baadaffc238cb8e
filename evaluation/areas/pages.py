"""Pages: line labels and publication dates of flattened pages; body, title and date of HTML pages."""

import json
from pathlib import Path

from demarche.articles import read_article
from demarche.pages import make_page
from demarche.tables import Tables, load_tables
from demarche.types import Article


def predict(input_path: Path, output_path: Path, workers: int = 1) -> None:
    """Write ``NN.labels.tsv`` for each ``NN.txt`` of a folder, and ``dates.json``."""
    del workers  # a page takes milliseconds
    tables = load_tables()
    output_path.mkdir(parents=True, exist_ok=True)
    dates: dict[str, str | None] = {}
    for path in sorted(input_path.glob("*.txt")):
        article = read_flat_page(path, tables)
        rows = label_rows(path.read_text(encoding="utf-8"), article)
        (output_path / f"{path.stem}.labels.tsv").write_text("".join(rows), encoding="utf-8")
        value = article.published.value
        dates[path.stem] = value.isoformat() if value else None
    (output_path / "dates.json").write_text(json.dumps(dates, indent=1), encoding="utf-8")


def read_flat_page(path: Path, tables: Tables) -> Article:
    """Return the article of a text file, its form told from the content as everywhere."""
    return read_article(make_page(path.read_bytes(), name=path.name), tables=tables)


def label_rows(page: str, article: Article) -> list[str]:
    """Return a row (number, label, flags) for each line of the page that is not blank."""
    rows: list[str] = []
    at = 0
    for number, line in enumerate(page.split("\n"), start=1):
        start = at + len(line) - len(line.lstrip())
        at += len(line) + 1
        if not line.strip():
            continue
        found = next((each for each in article.paragraphs if each.span.start <= start < each.span.end), None)
        if found is not None:
            flags = f"\t{','.join(found.flags)}" if found.flags else ""
            rows.append(f"{number}\t{found.kind}{flags}\n")
    return rows
