"""Takes mentions, gives back who each of them is on the day, or nothing, with reasons."""

from demarche.actors.document import document_context, resolve_actors
from demarche.actors.phrase import PhraseContext, resolve_phrase

__all__ = ["PhraseContext", "document_context", "resolve_actors", "resolve_phrase"]
