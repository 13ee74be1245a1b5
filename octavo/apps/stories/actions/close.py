"""Letting stories sleep."""

from __future__ import annotations

from datetime import datetime

from octavo.apps.stories.models import Story


def close_stories(*, silent_since: datetime) -> int:
    """Lets stories sleep that no report has reached, neither by its date nor by its arrival, since a moment."""
    silent = Story.objects.filter(is_open=True, last_at__lt=silent_since, opened_at__lt=silent_since).exclude(
        told_at__gte=silent_since
    )
    return silent.update(is_open=False)
