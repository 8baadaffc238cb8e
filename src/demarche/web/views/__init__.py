"""One file a page, or a pair of pages that belong together."""

from demarche.exports.codes import codes_of
from demarche.web.views.actor import actor, actors, dyad, office_index
from demarche.web.views.calendar import calendar, calendar_file
from demarche.web.views.claims import claims
from demarche.web.views.data import data
from demarche.web.views.document import document
from demarche.web.views.event import event, rule_index
from demarche.web.views.export import export
from demarche.web.views.inbox import feed, inbox, mark_seen, save_search
from demarche.web.views.network import network
from demarche.web.views.places import places
from demarche.web.views.process import process, processes
from demarche.web.views.review import review, verdict
from demarche.web.views.search import search
from demarche.web.views.sources import sources
from demarche.web.views.trends import quad_index, trends

INDEXES = (office_index, rule_index, codes_of, quad_index)
"""What pages look up in the tables."""

__all__ = [
    "INDEXES",
    "actor",
    "actors",
    "calendar",
    "calendar_file",
    "claims",
    "data",
    "document",
    "dyad",
    "event",
    "export",
    "feed",
    "inbox",
    "mark_seen",
    "network",
    "places",
    "process",
    "processes",
    "review",
    "save_search",
    "search",
    "sources",
    "trends",
    "verdict",
]
