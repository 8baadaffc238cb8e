"""Data: runs, versions, problems, read-only SQL, exports."""

from pathlib import Path

from starlette.requests import Request

from demarche.errors import QueryError
from demarche.exports import DESCRIPTIONS
from demarche.store import QueryResult
from demarche.web.page import View, shelf_of
from demarche.web.views.export import STREAMED

ROW_LIMIT, SECONDS = 500, 2.0


def data(request: Request) -> View:
    """Return what stands behind the record; with ``sql``, the answer to a question of one's own."""
    shelf = shelf_of(request)
    sql = request.query_params.get("sql", "").strip()
    answer: QueryResult | None = None
    wrong = ""
    if sql:
        try:
            answer = shelf.store().query(sql, ROW_LIMIT, SECONDS)
        except QueryError as error:
            wrong = error.reason
    problems = shelf.store().problems()
    runs = shelf.rows("SELECT * FROM runs ORDER BY run DESC LIMIT 50")
    columns = answer.columns if answer else tuple(runs[0]) if runs else ("run",)
    rows = answer.rows if answer else tuple(tuple(run.values()) for run in runs)
    return View(
        title=_many(len(answer.rows), "row")
        if answer
        else f"{_many(len(runs), 'run')}, {_many(len(problems), 'problem')}",
        subtitle=f"Versions behind the record; SQL reads only, for {SECONDS:.0f} seconds and {ROW_LIMIT} rows at most.",
        template="data.html",
        context={
            "runs": runs,
            "problems": problems[:200],
            "sql": sql,
            "answer": answer,
            "wrong": wrong,
            "formats": [(name, DESCRIPTIONS[name]) for name in STREAMED],
            "verdicts": shelf.store().verdicts()[:50],
            "size": Path(shelf.path).stat().st_size,
        },
        columns=columns,
        rows=rows,
        status=400 if wrong else 200,
    )


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
