"""Sources: outlets, agencies, and who copies whom."""

from starlette.requests import Request

from demarche.web.page import View, shelf_of

OUTLETS = """
SELECT coalesce(outlet, '') AS outlet, count(*) AS pages, sum(copy_of IS NOT NULL) AS copies,
       count(DISTINCT agency) AS agencies, min(published) AS first, max(published) AS last
FROM pages WHERE superseded_by IS NULL GROUP BY 1 ORDER BY pages DESC LIMIT 300
"""
COPIES = """
SELECT coalesce(o.outlet, o.name) AS original, coalesce(p.outlet, p.name) AS copy, count(*) AS pages
FROM pages p JOIN pages o ON o.page = p.copy_of GROUP BY 1, 2 ORDER BY pages DESC LIMIT 100
"""
AGENCIES = """
SELECT agency, count(*) AS pages, count(DISTINCT coalesce(outlet, '')) AS outlets FROM pages
WHERE agency IS NOT NULL AND superseded_by IS NULL GROUP BY agency ORDER BY pages DESC LIMIT 50
"""
LATEST = """
SELECT id AS page_id, coalesce(title, name) AS title, outlet, published, published_basis FROM pages
WHERE superseded_by IS NULL ORDER BY page DESC LIMIT 100
"""
COLUMNS = ("outlet", "pages", "copies", "agencies", "first", "last")


def sources(request: Request) -> View:
    """Return the outlets by number of pages."""
    shelf = shelf_of(request)
    rows = shelf.kept_rows(OUTLETS)
    return View(
        title=f"{sum(row['pages'] for row in rows):,} pages of {len(rows)} outlets",
        subtitle="A copy is a page whose text stands, whole or cut, in another page; copies are no independent source.",
        template="sources.html",
        context={
            "rows": rows,
            "copies": shelf.kept_rows(COPIES),
            "agencies": shelf.kept_rows(AGENCIES),
            "latest": shelf.kept_rows(LATEST),
        },
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )
