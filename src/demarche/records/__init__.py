"""Records: a reading as flat rows.

Comes in: a :class:`Reading` and tables. Goes out: one :class:`Record` for each of its events, with evidence.
"""

from demarche.records.build import build_records
from demarche.records.identity import digest
from demarche.records.scores import Scores, score_of

__all__ = ["Scores", "build_records", "digest", "score_of"]
