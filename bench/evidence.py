"""Sentences a second that the evidence check judges against the passages they cite, one process."""

from __future__ import annotations

import time

from bench.harness.records import Asked, Bench, Figure, Result, Target
from octavo.engine.assist.evidence import check
from quality.evidence import read_blocks

TARGET = 2_000.0  # sentences a second on one core
SECONDS = 0.5  # of CPU that a pass lasts at least


def run(asked: Asked) -> Result:
    """Every sentence of the quality set, each new to the check; the passages are known from the first pass on."""
    pairs = [
        (sentence, block.passage, block.language)
        for block in read_blocks()
        for sentence in (*block.kept, *(edit.sentence for edit in block.edits))
    ]
    values, number = [], 0
    for _ in range(asked.passes + 1):
        began, judged = time.process_time(), 0
        while time.process_time() - began < SECONDS:
            for sentence, passage, language in pairs:
                number += 1
                check(f"{sentence[:-1]} {sentence[-1]}{' ' * (number % 50)}", [passage], language=language)
                judged += 1
        values.append(judged / (time.process_time() - began))
    figure = Figure(
        what="Octavo", values=values[1:], unit="sentences a second of CPU", count=len(pairs), of="sentences a round",
        target=Target(value=TARGET),
    )  # fmt: skip
    return Result(figures=[figure])


BENCH = Bench(name="evidence", about="checking sentences against cited passages, one process", run=run)
