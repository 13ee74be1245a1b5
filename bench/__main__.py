"""`make bench`: how fast Octavo is, beside named peers where there are some, in one run.

`make bench ARGS="extraction feeds"` takes some benches; `ARGS="ingest --limit 0"` takes all articles;
`ARGS="--json FILE"` writes the figures too. Missed targets are told, not punished: they belong to a machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.harness.machine import Machine, describe_machine
from bench.harness.records import Asked, Bench, Failed, Skipped
from bench.harness.telling import as_values, head_line, lines
from bench.registry import BENCHES


def parse_arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Names, and what `Asked` holds; `date` is the day the figures are stamped with."""
    known = ", ".join(bench.name for bench in BENCHES)
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="BENCH", help=f"some of: {known}")
    parser.add_argument("--passes", type=_positive, default=3, help="of each measurement, of which the median counts")
    parser.add_argument("--workers", type=_positive, default=2, help="worker processes of `line` and `ingest`")
    parser.add_argument("--limit", type=int, metavar="N", help="pages, feeds or articles at most; 0: all there are")
    parser.add_argument("--fresh", action="store_true", help="`start` makes a virtual environment of its own first")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="where `line` leaves cProfile's figures")
    parser.add_argument("--sizes", type=_sizes, default=(), metavar="N,N", help="articles stored in `stored`")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where `stored` keeps its grown databases")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument(
        "--date", default=f"{datetime.now(UTC):%Y-%m-%d}", help="stamped on the figures; default: today"
    )
    asked = parser.parse_args(given)
    if unknown := sorted(set(asked.names) - {bench.name for bench in BENCHES}):
        parser.error(f"there is no bench {', '.join(unknown)}; there are {known}")
    return asked


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more is needed")
    return number


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(_positive(part) for part in text.replace("_", "").split(","))


def main(given: Sequence[str] | None = None) -> int:
    """Runs the benches asked for. Returns 1 when one of them failed, else 0."""
    arguments = parse_arguments(given)
    asked = Asked(passes=arguments.passes, workers=arguments.workers, limit=arguments.limit, fresh=arguments.fresh,
                  profile=arguments.profile, sizes=arguments.sizes, keep=arguments.keep)  # fmt: skip
    machine = describe_machine()
    print(head_line(machine, arguments.date), flush=True)
    chosen = [bench for bench in BENCHES if not arguments.names or bench.name in arguments.names]
    found = [_hold(bench, asked) for bench in chosen]
    if arguments.json:
        arguments.json.write_text(
            json.dumps(_document(machine, arguments.date, found), indent=2, ensure_ascii=False) + "\n"
        )
    return 1 if any("failed" in one for one in found) else 0


def _hold(bench: Bench, asked: Asked) -> dict[str, Any]:
    """Runs one bench, prints what it found, and returns that as values."""
    print(f"\n{bench.name}: {bench.about}", flush=True)
    began = time.monotonic()
    values: dict[str, Any] = {"bench": bench.name, "about": bench.about}
    try:
        result = bench.run(asked)
    except Skipped as reason:
        print(f"  passed over: {reason}", flush=True)
        return values | {"passed_over": str(reason)}
    except Failed as reason:
        print(f"  FAILED: {reason}", flush=True)
        return values | {"failed": str(reason)}
    print("\n".join(lines(result)), flush=True)
    seconds = time.monotonic() - began
    print(f"  ({seconds:.0f} s)", flush=True)
    return values | as_values(result) | {"seconds": round(seconds, 1)}


def _document(machine: Machine, date: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    return {"date": date, "machine": asdict(machine), "benches": found}


if __name__ == "__main__":
    sys.exit(main())
