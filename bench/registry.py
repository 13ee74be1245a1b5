"""Every bench, in the order in which all are run: what one process computes first, whole installations last."""

from __future__ import annotations

from bench import (
    ask,
    evidence,
    extraction,
    feeds,
    growth,
    ingest,
    keypoints,
    line,
    model,
    pages,
    panel,
    poll,
    start,
    stored,
    timeline,
)
from bench.harness.records import Bench

BENCHES: tuple[Bench, ...] = tuple(
    module.BENCH
    for module in (
        *(extraction, growth, feeds, timeline, keypoints, panel, evidence),
        *(poll, line, pages, ask, model, ingest, start, stored),
    )
)
