"""Questions answered with sentences of the sources."""

from octavo.engine.assist.asking.answer import answer, search_words

__all__ = ["answer", "search_words"]
