"""The store: one SQLite file that keeps the record.

Comes in: readings and problems. Goes out: events, records, pages, processes, plans, search, SQL.
"""

from demarche.store.filters import Filters
from demarche.store.gather import GatherSummary
from demarche.store.query import QueryResult
from demarche.store.results import Result
from demarche.store.store import Store, connect
from demarche.store.write import AddSummary

__all__ = ["AddSummary", "Filters", "GatherSummary", "QueryResult", "Result", "Store", "connect"]
