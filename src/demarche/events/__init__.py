"""Code who did what to whom: PLOVER events with parties, factuality, time and place.

Comes in: an article, its analysis and the earlier layers.
Goes out: :class:`~demarche.types.Event`, each with the rule row or the model that made it.
"""

from demarche.events.check import check_rules
from demarche.events.code import code_events
from demarche.events.degrees import degrees

__all__ = ["check_rules", "code_events", "degrees"]
