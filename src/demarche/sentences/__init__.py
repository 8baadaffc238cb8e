"""Grammar of a text: sentences, tokens, tags, lemmas, trees and names.

Comes in: the text of an article and the spans of its body paragraphs.
Goes out: an :class:`~demarche.types.Analysis`.
"""

from pathlib import Path

from demarche.sentences.protocol import Analyzer
from demarche.tables import Tables

__all__ = ["Analyzer", "load_analyzer"]


def load_analyzer(weights: Path | None = None, *, tables: Tables | None = None) -> Analyzer:
    """Return our analyzer with the weights of a folder, by default the installed ones.

    Weights that are missing, damaged or of another version raise :class:`demarche.errors.WeightsError`.
    """
    from demarche.sentences import analyzer  # loads numpy and onnxruntime: only where a text is read

    return analyzer.load_analyzer(weights, tables=tables)
