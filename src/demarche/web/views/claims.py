"""Claims against counter-claims: shown side by side, never silently resolved."""

from starlette.requests import Request

from demarche.web.page import View, shelf_of

PAIRS = "SELECT * FROM claim_pair LIMIT 500"
COLUMNS = ("kind", "reason", "sentence", "other_sentence", "event_id", "other_event_id")


def claims(request: Request) -> View:
    """Return all pairs of tellings that contradict each other."""
    rows = shelf_of(request).kept_rows(PAIRS)
    return View(
        title=f"{len(rows)} contradiction{'' if len(rows) == 1 else 's'}",
        subtitle="A claim and its denial, rival claims, differing numbers or days: demarche does not decide.",
        template="claims.html",
        context={"rows": rows},
        columns=COLUMNS,
        rows=[tuple(row[name] for name in COLUMNS) for row in rows],
    )
