"""Learning how often words are written."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.apps.stories.models import Vocabulary as Row
from octavo.engine.clustering import ArticleView, Vocabulary

LEARNT_EACH = 4_000.0  # articles of a language from which on a sample is enough
SAMPLED = 8  # then: one batch in so many


def learn_words(language: str, articles: Sequence[ArticleView], *, sample: int) -> None:
    """Counts the words of articles that were placed just now. Call under the lock of their language.

    `sample` is a number of this batch's own (its lowest id): of a language that is known well, only every eighth batch
    is counted, since the row is rewritten whole.
    """
    row = Row.objects.filter(language=language).first() or Row(language=language, counts=Vocabulary().to_bytes())
    known = Vocabulary.from_bytes(bytes(row.counts))
    if not articles or (known.articles >= LEARNT_EACH and sample % SAMPLED):
        return
    row.counts = known.learn([article.words for article in articles]).to_bytes()
    row.save()
