"""What a question costs: over one story's reports in the engine alone, and over everything held, with the search."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from bench.harness.database import fresh_database
from bench.harness.records import Asked, Bench, Figure, Result, Target
from octavo.engine.assist import Source, answer

REPORTS = 40
QUESTIONS = (
    "Who was the captain of the Silver Tern?", "How many people were on board the ferry?",
    "Why was the helicopter late?", "What will the salvage cost?", "When did the ferry leave Northgate?",
)  # fmt: skip
SIZES = (500, 4_000)  # articles held
STORY, EVERYTHING = 50.0, 200.0  # ms at most


def run(asked: Asked) -> Result:
    sizes = asked.sizes or SIZES
    figures = [_figure(f"a story of {REPORTS} reports", _in_story(asked.passes), STORY)]
    fresh_database()
    held = 0
    for size in sizes:
        _hold(held, size)
        held = size
        figures.append(_figure(f"everything, {size:,} articles held", _in_everything(asked.passes), EVERYTHING))
    return Result(figures=figures)


def _figure(what: str, values: Sequence[float], target: float) -> Figure:
    return Figure(what=what, values=values, unit="ms", count=len(values), of="questions", less_is_better=True,
                  target=Target(value=target, at_most=True))  # fmt: skip


def _text(number: int) -> str:
    """About 2,500 characters, of which no two articles have all."""
    town, ship = f"Port {number % 97}", ("Silver Tern", "Golden Heron", "Grey Gull")[number % 3]
    lines = [
        f"The ferry {ship} ran aground near {town} with {100 + number} people on board, the coastguard said.",
        f"Captain Edda Rourke {number} was the last to leave. She had sailed the route for {number % 30} years.",
        "The helicopters were late because of thick fog, a spokesman explained to reporters on the quay.",
        f"Salvage will cost {number % 50 + 2} million crowns, the insurers reckon, and take three weeks.",
    ]
    return "\n\n".join(f"{line} It was note {place} of day {number}." for place in range(6) for line in lines)


def _in_story(passes: int) -> list[float]:
    now = datetime(2026, 3, 8, tzinfo=UTC)
    sources = [
        Source(article=n, title="Ferry aground", text=_text(n), language="en", at=now - timedelta(hours=n))
        for n in range(REPORTS)
    ]
    answer(QUESTIONS[0], sources, asked_at=now)
    return [_timed(partial(answer, question, sources, asked_at=now)) for _ in range(passes) for question in QUESTIONS]


def _hold(start: int, end: int) -> None:
    from octavo.engine.records import Block, BlockKind, BodyState, Draft
    from octavo.pipeline.ask_alone import hold_alone

    now = datetime.now(UTC)
    drafts = [
        Draft(
            address=f"https://bench.example/{number}", title=f"Ferry aground at Port {number % 97}", language="en",
            blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=part) for part in _text(number).split("\n\n")),
            body_state=BodyState.FULL, body_reason="Of the bench.", published=now - timedelta(minutes=number),
        )
        for number in range(start, end)
    ]  # fmt: skip
    hold_alone(drafts, [("https://bench.example/", "Bench")] * len(drafts), now=now)


def _in_everything(passes: int) -> list[float]:
    from octavo.pipeline.ask_alone import Put, ask_alone

    now = datetime.now(UTC)

    def ask(question: str) -> None:
        list(ask_alone([Put(question=question, at=now)], now=now))

    ask(QUESTIONS[0])
    return [_timed(partial(ask, question)) for _ in range(passes) for question in QUESTIONS]


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - began)


BENCH = Bench(name="ask", about="a question answered, in a story and over everything held", run=run)
