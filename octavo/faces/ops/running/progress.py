"""The progress log's line about the intake: often while it is young, then seldom."""

from __future__ import annotations

import time
from datetime import UTC, datetime

OFTEN, SELDOM = 5.0, 600.0  # seconds between two lines
YOUNG = 60.0


class Progress:
    """Tells how many articles and stories there are, when that has changed and it is time for a line."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._told_at = self._began
        self._told = ""

    def line(self) -> str | None:
        """The line that is due, if any. Asks the database only then."""
        from octavo.apps.articles.queries import article_rates
        from octavo.apps.queue.queries import jobs_left
        from octavo.apps.stories.queries import count_stories

        now = time.monotonic()
        age = now - self._began
        # Twice as long each time, from the end of the first minute on.
        if now - self._told_at < (OFTEN if age < YOUNG else min(max(age - YOUNG, OFTEN), SELDOM)):
            return None
        self._told_at = now
        articles = article_rates(now=datetime.now(UTC)).total
        if not articles:
            return None
        left = jobs_left()
        told = f"{articles:,} articles in {count_stories():,} stories" + (f"; {left:,} jobs under way" if left else "")
        if told == self._told:
            return None
        self._told = told
        return told
