"""New, changed or noise? When to ask again? When to give up?"""

from octavo.engine.judging.failure import Health, Trouble, judge_failure
from octavo.engine.judging.item import Known, Verdict, judge_item
from octavo.engine.judging.poll import next_poll
from octavo.engine.judging.rate import items_per_week, max_age_of
from octavo.engine.judging.undated import place_undated

__all__ = [
    "Health",
    "Known",
    "Trouble",
    "Verdict",
    "items_per_week",
    "judge_failure",
    "judge_item",
    "max_age_of",
    "next_poll",
    "place_undated",
]
