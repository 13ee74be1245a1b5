from datetime import timedelta

import pytest

from octavo.engine.errors import Busy, ForbiddenAddress, Gone, Refused, ServerFailed, Unreachable, Unreadable
from octavo.engine.judging import Health, judge_failure

WAIT = timedelta(hours=2)


@pytest.mark.parametrize(
    ("error", "before", "health"),
    [
        (Unreachable("a", "b"), 0, Health.SHAKY),
        (ServerFailed("a", "b"), 2, Health.SHAKY),
        (ServerFailed("a", "b"), 3, Health.FAILING),
        (ServerFailed("a", "b"), 5000, Health.FAILING),
        (Busy("a", "b", WAIT), 50, Health.SHAKY),
        (Refused("a", "b"), 0, Health.FAILING),
        (Unreadable("a", "b"), 0, Health.FAILING),
        (ForbiddenAddress("a", "b"), 0, Health.FAILING),
        (Gone("a", "b"), 0, Health.SHAKY),
        (Gone("a", "b"), 5, Health.FAILING),
        (Gone("a", "b"), 9, Health.GONE),
        (Gone("a", "b", forever=True), 0, Health.GONE),
    ],
)
def test_health(error, before, health):
    trouble = judge_failure(error, before)
    assert trouble.health is health
    assert trouble.failures == before + 1
    assert trouble.wait == (WAIT if isinstance(error, Busy) else None)
