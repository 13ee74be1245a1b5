"""How rare words are in the news we have seen ourselves, for languages that no table came with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from octavo.engine.clustering.background import has_table, rareness
from octavo.engine.clustering.views import ArticleWords

_TRUSTED = 150.0  # articles from which on counts say more than the guess from a word's length
_LEARNED = 6_000.0  # articles remembered; then everything counts half, so that old news fades
_KEPT = 30_000  # words
_EVERYWHERE = math.log(4.0)  # a word of every fourth article is of no use in grouping


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """In how many articles of a language each word stood."""

    language: str | None
    articles: float
    counts: Mapping[str, float]

    @property
    def guessed(self) -> float:
        """How much of `rareness` is a guess still, 0 to 1. A few articles say little: half of them may be one event's."""
        return 0.0 if has_table(self.language) else _TRUSTED**2 / (_TRUSTED**2 + self.articles**2)

    def rareness(self, word: str, language: str | None) -> float:
        """Inverse document frequency of a folded word: a guess at first, counted more and more as we see articles.

        The `rare` of `view_article`. Languages that a table came with keep to the table.
        """
        guess = rareness(word, language)
        if guess == 0.0 or has_table(language):
            return guess
        counted = math.log((self.articles + 1) / (self.counts.get(word, 0.0) + 0.5))
        value = self.guessed * guess + (1 - self.guessed) * counted
        return value if value > _EVERYWHERE else 0.0


def learn_words(known: Vocabulary, articles: Iterable[ArticleWords]) -> Vocabulary:
    """`known` after more articles of its language. Nothing given changes."""
    counts = Counter(dict(known.counts))
    seen = known.articles
    for article in articles:
        counts.update(dict.fromkeys(article.counts, 1))
        seen += 1
    if seen > _LEARNED:
        seen, counts = seen / 2, Counter({word: count / 2 for word, count in counts.items() if count > 1})
    kept = counts if len(counts) <= _KEPT else dict(counts.most_common(_KEPT * 3 // 4))
    return Vocabulary(language=known.language, articles=seen, counts=dict(kept))
