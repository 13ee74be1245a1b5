"""How well reports are grouped into stories: B-cubed, pairwise F1 and adjusted Rand index over labelled sets.

python -m quality.stories [SHARED]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quality.groupings import compare_groupings
from quality.scratch import empty, set_up

SETS = ("allsides", "ecbplus")


def score_stories(shared: Path) -> dict[str, float]:
    """B3, pairwise F1 and ARI of the true steps over each labelled set, in file order, with one setting for all.

    The weights were learned on these sets among others, so the figures flatter: `docs/notes/stories.md` says what is
    reached on a set that was held out.
    """
    scores: dict[str, float] = {}
    for name in SETS:
        rows = read_rows(shared / f"benchmarks/stories/{name}.jsonl")
        found = compare_groupings([str(row["label"]) for row in rows], place_rows(rows))
        scores.update({f"stories/{name}/{key}": value for key, value in found.items()})
    return scores


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def place_rows(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The story of each row, by the steps `match` and `place` in a scratch database, as `octavo try stories` does."""
    set_up()
    empty()
    from octavo.faces.ops.given.lines import draft_from_values, word_of
    from octavo.pipeline.alone import place_alone

    drafts = [draft_from_values(row, address=f"urn:try:{number}") for number, row in enumerate(rows)]
    sources = [(word_of(row, "url"), word_of(row, "publisher")) for row in rows]
    placed = place_alone(drafts, sources, now=datetime(2026, 3, 7, tzinfo=UTC))
    return [-1 - at if one.story is None else one.story for at, one in enumerate(placed)]


def main() -> None:
    """Prints every score."""
    default = Path(__file__).resolve().parents[2] / "shared"
    for key, value in score_stories(Path(sys.argv[1]) if len(sys.argv) > 1 else default).items():
        print(f"{key:40} {value:.4f}")


if __name__ == "__main__":
    main()
