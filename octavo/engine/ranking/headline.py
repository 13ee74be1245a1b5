"""The headline of a story: the most central of its reports' own, never the longest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.engine.text.tokens import content_words

SHORTEST, LONGEST = 4, 16  # words of a headline that says enough and no more


def choose_headline(titles: Sequence[str], language: str | None = None) -> int:
    """The place of the title whose words the other titles share most; the earlier one of equals.

    Centrality is the mean share of other titles that hold a word of this one (so a long title gains nothing by its
    length); titles outside 4 to 16 words lose a fifth. Raises ValueError when there is no title.
    """
    if not titles:
        raise ValueError("a story without titles has no headline")
    worded = [frozenset(content_words(title, language)) for title in titles]
    held_by = Counter(word for words in worded for word in words)
    scores = []
    for title, words in zip(titles, worded, strict=True):
        centrality = sum(held_by[word] - 1 for word in words) / len(words) if words else 0.0
        fits = SHORTEST <= len(title.split()) <= LONGEST
        scores.append(centrality * (1.0 if fits else 0.8) + (0.01 if fits else 0.0))
    return max(range(len(titles)), key=lambda place: (scores[place], -place))
