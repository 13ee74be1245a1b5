"""Letting stories sleep."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from octavo.apps.stories.models import Beacon, Report, Story

AT_ONCE = 5_000


def close_stories(*, silent_since: datetime) -> int:
    """Lets stories sleep that no report has reached, neither by its date nor by its arrival, since a moment.

    One bounded batch. A story that is just being changed is left for the next time: nobody waits for anybody.
    """
    silent = Story.objects.filter(is_open=True, last_at__lt=silent_since, opened_at__lt=silent_since).exclude(
        told_at__gte=silent_since
    )
    with transaction.atomic():
        found = silent.select_for_update(skip_locked=True, no_key=True).order_by("pk")
        ids = list(found.values_list("pk", flat=True)[:AT_ONCE])
        Beacon.objects.filter(pk__in=ids).delete()
        Report.objects.filter(story__in=ids).update(view=b"")  # two thirds of what a report takes: no second look comes
        return Story.objects.filter(pk__in=ids).update(is_open=False)
