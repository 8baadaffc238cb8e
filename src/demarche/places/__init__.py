"""Where: places named in an article, found in the gazetteer.

Comes in: an article and its grammar.
Goes out: :class:`demarche.types.Place` values with coordinates, country, precision and the rule that chose.
"""

from demarche.places.find import find_places, find_toponyms
from demarche.places.importer import Imported, import_geonames

__all__ = ["Imported", "find_places", "find_toponyms", "import_geonames"]
