"""What the panel costs on a story of 40 reports, cold, in one process: milliseconds of CPU."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from bench.extraction import forget_ours
from bench.harness.clock import take_turns
from bench.harness.records import SHARED, Asked, Bench, Figure, Result, Target

REPORTS, ARCHIVE = 40, 60
WHOLE = "all seven, one after the other"
AT_MOST = {WHOLE: Target(value=300, at_most=True)}  # milliseconds
QUESTION = "How many people were killed?"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
STORY = "one event of the edition"


def run(asked: Asked) -> Result:
    from quality.panel_sources import edition_articles, real_articles

    written = [source for event, source in edition_articles() if event.startswith("orrin") and source.language == "en"]
    archive = [source for _, source in edition_articles() if source.language == "en"][:ARCHIVE]
    stories = {STORY: _many(written)}
    notes = []
    if SHARED.exists():
        real = [source for source in real_articles(SHARED, 400) if 1_500 < len(source.text) < 6_000]
        stories["forty real articles"] = real[:REPORTS]
    else:
        notes.append("Real articles (shared/benchmarks/news) are not beside this checkout.")
    figures = []
    for name, sources in stories.items():
        works = {feature: partial(_cold, partial(make, sources, archive)) for feature, make in _features().items()}
        for work in works.values():  # word lists and patterns are loaded before the clock runs
            work()
        spent = take_turns(works, max(3, asked.passes))
        figures += [
            Figure(
                what=f"{feature}: {name}", values=[seconds * 1000 for seconds in spent[feature]], unit="ms of user CPU",
                count=len(sources), of="reports", less_is_better=True,
                target=AT_MOST.get(feature),
            )
            for feature in works
        ]  # fmt: skip
    return Result(figures=figures, notes=notes)


def _many(written: Sequence) -> list:  # type: ignore[type-arg]
    """Forty reports: those there are, over and over with other figures, so that none is a copy of another."""
    return [
        replace(
            source, article=number, origin=None, publisher=f"{source.publisher} {number}",
            text=source.text if number < len(written) else source.text.translate(_turned(number)),
        )
        for number in range(REPORTS)
        for source in [written[number % len(written)]]
    ]  # fmt: skip


def _turned(number: int) -> dict[int, str]:
    """Digits exchanged for others."""
    return {ord(str(digit)): str((digit + number) % 9 + 1) for digit in range(1, 10)}


def _features() -> dict[str, Callable[[Sequence, Sequence], object]]:  # type: ignore[type-arg]
    from octavo.engine import assist

    own = {
        "compare": lambda sources, _: assist.compare(sources),
        "perspectives": lambda sources, _: assist.perspectives(sources),
        "quiz": lambda sources, _: assist.quiz(sources, dice=random.Random(1)),
        "background": assist.background,
    }
    elsewhere = (assist.key_points, assist.timeline, partial(assist.answer, QUESTION, asked_at=NOW))
    return {
        **own,
        WHOLE: lambda sources, archive: [
            *(make(sources, archive) for make in own.values()), *(make(sources) for make in elsewhere)
        ],
    }  # fmt: skip


def _cold(make: Callable[[], object]) -> None:
    """Without what earlier calls have kept of these texts."""
    from octavo.engine.assist import reading, statements

    forget_ours()
    for kept in (statements.state, statements.hear, reading.sentences_of):
        kept.cache_clear()
    make()


BENCH = Bench(name="panel", about="every feature of the panel on a story of 40 reports, cold", run=run)
