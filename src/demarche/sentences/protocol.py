"""What every analyzer offers, ours or another."""

from collections.abc import Sequence
from typing import Protocol

from demarche.types import Analysis, Span


class Analyzer(Protocol):
    """Gives the grammar of a text."""

    def analyze(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Return the analysis of these paragraphs of a text; sentences never cross a paragraph."""

    def analyze_words(self, sentences: Sequence[Sequence[str]]) -> Analysis:
        """Return the analysis of sentences that are cut into words already.

        Tokens count in the text that joins all words by one blank and all sentences by a line break.
        """
