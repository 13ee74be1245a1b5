"""Trying the configured model with an article that we made up: does it answer, does it cite, how fast."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from octavo.apps.assist.model_rules import ModelRules
from octavo.engine.assist.composed import Source
from octavo.engine.assist.writers import (
    ModelFailed,
    Nothing,
    Proposed,
    Request,
    Skipped,
    Usage,
    number_sources,
    prompt_of,
    write,
)
from octavo.engine.assist.writers.judge import Task, judge

MADE_UP = Source(
    article=1, title="Ferry to Lindholm sails again", publisher="Harbour Herald", language="en",
    text="The ferry between Orrin and Lindholm sailed again on Wednesday after eleven days in dock, the harbour office "
    "said, with 214 passengers on board.\n\nEngineers had replaced both propeller shafts, which cracked in a storm in "
    "February. The repair cost 4 million crowns, a third more than was planned, and the insurer pays half of that.\n\n"
    "Islanders had lived on a cargo boat that came twice a week. “We ran out of flour on the ninth day,” said Mara "
    "Vint, who keeps the shop in Lindholm. The school was closed for want of heating oil.\n\nThe harbour office "
    "did not say when the second ferry, which has been out of service since 2024, will be repaired.",
)  # fmt: skip


@dataclass(slots=True)
class Trial:
    """What came of it. Seconds; `failure` is one sentence, "" where an answer came to its end."""

    passed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    first_sentence: float | None = None
    seconds: float = 0.0
    usage: Usage | None = None
    failure: str = ""

    @property
    def tokens_per_second(self) -> float | None:
        if self.usage is None or not self.seconds:
            return None
        return self.usage.tokens_out / self.seconds


def try_model(rules: ModelRules, *, clock: Callable[[], float]) -> Trial:
    """Asks for the key points of the made-up article; nothing is kept, and no reader's budget is touched."""
    return asyncio.run(_try(rules, clock))


async def _try(rules: ModelRules, clock: Callable[[], float]) -> Trial:
    numbered = number_sources([MADE_UP])
    request = Request(prompt=prompt_of("key_points"), numbered=numbered, choices={"length": "medium"})
    task = Task(feature="key_points", numbered=numbered, source_language="en", language="en")
    trial, began = Trial(), clock()
    try:
        async with aclosing(write(request, rules.config)) as written:
            async for each in written:
                if isinstance(each, Proposed):
                    judged = judge(each, task)
                    trial.passed += judged.cited is not None
                    trial.left_out.update([judged.reason] if judged.reason else [])
                    if trial.first_sentence is None:
                        trial.first_sentence = clock() - began
                elif isinstance(each, Skipped):
                    trial.left_out[each.why.value] += 1
                elif isinstance(each, Usage):
                    trial.usage = each
                elif isinstance(each, Nothing):
                    trial.left_out["nothing"] += 1
    except ModelFailed as failure:
        trial.failure = str(failure)
    trial.seconds = clock() - began
    return trial
