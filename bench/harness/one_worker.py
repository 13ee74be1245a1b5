"""One worker in a process of its own: sees the queue through and tells what that cost, start-up left out.

python -m bench.harness.one_worker
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bench.harness.processes import answer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds from the first look at the queue until it was empty."""

    wall: float
    cpu: float


def see_queue_through(environment: Mapping[str, str]) -> Spent:
    """Runs one worker until nothing is left to do now."""
    return Spent(**answer_of("bench.harness.one_worker", environment=environment))


def main() -> None:
    import django

    django.setup()
    from octavo.pipeline.worker import run_worker

    began, spent = time.perf_counter(), time.process_time()
    run_worker(name="bench", wait=False)
    print(json.dumps({"wall": time.perf_counter() - began, "cpu": time.process_time() - spent}))


if __name__ == "__main__":
    main()
