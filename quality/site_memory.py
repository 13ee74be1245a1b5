"""What site memory adds: each page of `extraction/fundus` read after the other pages of its outlet.

`python -m quality.site_memory`. The set has five pages an outlet: memory is at its weakest here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from octavo.engine.extraction import Memory, Site, examine, extract
from octavo.engine.extraction.forest import Forest
from octavo.engine.extraction.memory import learn
from octavo.engine.records import Draft
from quality.extraction import _score_fundus, fold_forests
from quality.sets import Row, fold_of, labelled_pages, site_of


def score_site_memory(shared: Path, forests: Sequence[Forest] | None = None) -> dict[str, float]:
    """The figures of the set without memory, and `with_memory/…`. Judges have seen no page of the outlet."""
    forests = forests or fold_forests()
    outlets: dict[str, list[tuple[Row, bytes]]] = defaultdict(list)
    for row, body in labelled_pages(shared / "benchmarks" / "extraction" / "fundus"):
        outlets[site_of(row)].append((row, body))
    rows: list[Row] = []
    without: list[Draft | None] = []
    remembered: list[Draft | None] = []
    for pages in outlets.values():
        forest = forests[fold_of(pages[0][0])]
        for number, (row, body) in enumerate(pages):
            others = pages[:number] + pages[number + 1 :]
            rows.append(row)
            without.append(extract(body, row["url"], forest=forest))
            remembered.append(extract(body, row["url"], forest=forest, site=_learned(others, forest)))
    figures = _score_fundus(rows, without)
    return figures | {f"with_memory/{name}": value for name, value in _score_fundus(rows, remembered).items()}


def _learned(pages: Sequence[tuple[Row, bytes]], forest: Forest) -> Site:
    """What a reader of these pages knows, in their order."""
    memory = Memory()
    for row, body in pages:
        memory = learn(memory, examine(body, row["url"], forest=forest, site=Site(memory=memory)))
    return Site(memory=memory)


if __name__ == "__main__":
    for name, value in score_site_memory(Path(__file__).resolve().parents[2] / "shared").items():
        print(f"{name:<24} {value:.4f}")
