"""Memory that a reader of pages gathers over 10,000 of them, and the slowest page, in one process.

The process is one of its own (`python -m bench.growth PAGES`), so that nothing else is in its figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from bench.harness.processes import last_words
from bench.harness.records import ROOT, SHARED, Asked, Bench, Failed, Figure, Result, Skipped, Table, Target

PAGES = 10_000  # read in all, unless --limit says otherwise
WARM = 100  # pages after which libraries, models and tables are loaded
SLOWEST = 5  # shown


def run(asked: Asked) -> Result:
    pages = asked.cut(PAGES) or PAGES
    if not (SHARED / "benchmarks/extraction").is_dir():
        raise Skipped("The labelled pages (shared/benchmarks/extraction) are not beside this checkout.")
    command = [sys.executable, "-m", "bench.growth", str(pages)]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        raise Failed(f"The reader ended with status {done.returncode}: {last_words(done.stderr)}")
    found = json.loads(done.stdout)
    slowest = found["slowest"]
    growth = (found["after"] - found["warm"]) / (1 << 20)
    return Result(
        figures=[
            Figure(what=f"memory gathered from the {WARM}th page on", values=[growth], unit="MB", count=pages,
                   of="reads", less_is_better=True, target=Target(value=50, at_most=True)),
            Figure(what="the slowest page, of all labelled pages", values=[slowest[0][0]], unit="s of CPU",
                   count=found["different"], of="pages", less_is_better=True, target=Target(value=0.5, at_most=True)),
        ],
        tables=[Table(title="slowest pages", head=("page", "bytes", "s of CPU"),
                      rows=[(name, size, round(seconds, 3)) for seconds, name, size in slowest])],
        notes=[f"{found['after'] / (1 << 20):.0f} MB held at the end. The first page on which another library is asked "
               "pays for loading it."],
    )  # fmt: skip


def measure(pages: int) -> dict[str, object]:
    """Reads pages, over and over in one order; tells memory held in bytes and the slowest first readings."""
    from octavo.engine.extraction import examine

    files = list(_files(SHARED / "benchmarks/extraction"))
    seconds: list[tuple[float, str, int]] = []
    warm = 0
    for number, (name, body, address) in enumerate(_over_and_over(files, pages)):
        warm = held_bytes() if number == WARM else warm
        began = time.process_time()
        examine(body, address)
        if number < len(files):
            seconds.append((time.process_time() - began, name, len(body)))
    slowest = sorted(seconds, reverse=True)[:SLOWEST]
    return {"warm": warm, "after": held_bytes(), "different": len(seconds), "slowest": slowest}


def _over_and_over(files: list[Path], pages: int) -> Iterator[tuple[str, bytes, str]]:
    import gzip

    for file in islice(cycle(files), pages):
        name = f"{file.parent.parent.name}/{file.name.removesuffix('.gz')[:40]}"
        yield name, gzip.decompress(file.read_bytes()), f"https://{file.parent.parent.name}.example/{file.name}"


def _files(folder: Path) -> Iterator[Path]:
    for name in ("aeb", "fundus", "wcxb", "trafilatura"):
        yield from sorted((folder / name / "pages").glob("*.gz"))


def held_bytes() -> int:
    """Memory this process holds now; where the system does not tell, the most it has held."""
    import resource

    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


BENCH = Bench(name="growth", about="memory held by one process that reads 10,000 pages, and its slowest page", run=run)

if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
