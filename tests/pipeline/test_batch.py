"""What breaks a step is set aside; the rest of its batch goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from octavo.apps.queue.models import Setback
from octavo.pipeline.batch import run_batch

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def test_only_the_poison_is_set_aside() -> None:
    done: list[int] = []

    def step(ids: Sequence[int], now: datetime) -> None:
        if 5 in ids:
            raise ValueError("five is bad")
        done.extend(ids)

    run_batch("read", step, range(10), NOW)
    assert done == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert [(row.step, row.subject_id) for row in Setback.objects.all()] == [("read", 5)]


def test_a_database_that_is_away_is_no_ones_poison() -> None:
    def step(ids: Sequence[int], now: datetime) -> None:
        raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        run_batch("read", step, [1, 2], NOW)
    assert not Setback.objects.exists()
