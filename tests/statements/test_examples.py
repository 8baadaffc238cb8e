"""Each row of the tables works on its own example, read by the product's analyzer."""

from demarche.pipeline import plain_article
from demarche.sentences import load_analyzer
from demarche.statements import find_positions, find_statements
from demarche.tables import load_tables
from demarche.types import Analysis, Article, Layers

TABLES = load_tables()
ROWS = [row for row in TABLES.rows("cues") if row["example"]]
NAMES_A_SOURCE = ("text", "evidence", "speech")
"""Nouns of these kinds also stand for who speaks: "a letter from the ministry said"."""


def read(texts: list[str]) -> list[tuple[Article, Analysis]]:
    analyzer = load_analyzer()
    articles = [plain_article(text) for text in texts]
    return [
        (article, analyzer.analyze(article.text, [paragraph.span for paragraph in article.paragraphs]))
        for article in articles
    ]


def works(row: dict[str, str], article: Article, analysis: Analysis) -> bool:
    statements = find_statements(article, analysis, Layers(), tables=TABLES)
    if any(row["id"] in statement.basis.split(":") for statement in statements):
        return True
    if row["word"] == "verb" and "noun" in row["reacts"]:
        return any(statement.source for statement in statements)
    sources = [statement.source.of(article.text).lower() for statement in statements if statement.source]
    return (
        row["word"] == "noun"
        and row["kind"] in NAMES_A_SOURCE
        and any(row["lemma"] in words for words in sources)
    )


def test_nearly_every_cue_works_on_its_example() -> None:
    analyses = read([row["example"] for row in ROWS])
    failing = [row["id"] for row, pair in zip(ROWS, analyses, strict=True) if not works(dict(row), *pair)]

    assert len(failing) <= 0.03 * len(ROWS), failing


def test_nearly_every_attitude_works_on_its_example() -> None:
    rows = TABLES.rows("attitudes")
    analyses = read([row["example"] for row in rows])
    failing = []
    for row, (article, analysis) in zip(rows, analyses, strict=True):
        found = find_positions(article, analysis, Layers(), tables=TABLES)
        if (f"attitudes:{row['id']}", row["attitude"]) not in [(item.basis, item.attitude) for item in found]:
            failing.append(row["id"])

    assert len(failing) <= 0.05 * len(rows), failing
