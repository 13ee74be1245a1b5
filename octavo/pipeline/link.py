"""Link: told stories -> the same events in other languages, and the affair each is part of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from octavo.apps.stories.actions import link_stories


def run(ids: Sequence[int], now: datetime) -> None:
    """Both are found anew from the reports that each story has now."""
    link_stories(ids, now=now)
