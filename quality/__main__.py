"""`make quality`: every score on the labelled sets beside this checkout, against the floors.

`make quality ARGS="extraction stories"` takes some; `ARGS=--raise` lifts the floors to what was reached.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from quality.floors import find_fallen, raise_floors, read_floors, write_floors

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _extraction() -> dict[str, float]:
    from quality.extraction import score_extraction

    return score_extraction(SHARED)


def _links() -> dict[str, float]:
    from quality.links import score_links

    return score_links(SHARED)


def _metadata() -> dict[str, float]:
    from quality.metadata import score_metadata

    return score_metadata(SHARED)


def _states() -> dict[str, float]:
    from quality.states import score_states

    return score_states()


def _residue() -> dict[str, float]:
    from quality.residue import score_residue

    return score_residue(SHARED)


def _stories() -> dict[str, float]:
    from quality.stories import score_stories

    return score_stories(SHARED)


def _copies() -> dict[str, float]:
    from quality.copies import score_copies

    return score_copies(SHARED)


def _search() -> dict[str, float]:
    from quality.search import score_search

    return score_search(SHARED)


def _tags() -> dict[str, float]:
    from quality.tags import score_tags

    return score_tags(SHARED)


def _summaries() -> dict[str, float]:
    from quality.summaries import score_summaries

    return score_summaries(SHARED)


def _related() -> dict[str, float]:
    from quality.related import score_related

    return score_related(SHARED if SHARED.exists() else None)


def _timelines() -> dict[str, float]:
    from quality.timelines import score_timelines

    return score_timelines(SHARED)


def _questions() -> dict[str, float]:
    from quality.questions import score_questions

    return score_questions()


def _news_questions() -> dict[str, float]:
    from quality.news_questions import score_news_questions

    return score_news_questions(SHARED)


def _asked_news() -> dict[str, float]:
    from quality.asked_news import score_asked_news

    return score_asked_news(SHARED)


def _edition() -> dict[str, float]:
    from quality.edition import score_edition

    return score_edition()


def _order() -> dict[str, float]:
    from quality.order import score_order

    return score_order(SHARED)


def _panel() -> dict[str, float]:
    from quality.panel import score_panel

    return score_panel(SHARED if SHARED.exists() else None)


def _evidence() -> dict[str, float]:
    from quality.evidence import score_evidence

    return score_evidence(SHARED if SHARED.exists() else None)


def _liars() -> dict[str, float]:
    from quality.liars import score_liars

    return score_liars()


# Sets of our own, or of the sample edition.
ALONE = frozenset(["edition", "evidence", "liars", "order", "panel", "questions", "related", "states"])

SCORERS: dict[str, Callable[[], dict[str, float]]] = {
    "edition": _edition,  # needs nothing but Octavo
    "states": _states,  # nor does this
    "liars": _liars,  # nor this
    "evidence": _evidence,  # nor this, though it edits real sentences too where they are
    "order": _order,  # nor this, though it takes the labelled stories too where they are
    "questions": _questions,  # of the edition too
    "extraction": _extraction,
    "links": _links,
    "residue": _residue,
    "metadata": _metadata,
    "stories": _stories,
    "copies": _copies,
    "search": _search,
    "tags": _tags,
    "timelines": _timelines,
    "panel": _panel,  # of the edition alone where there are no labelled sets
    "news_questions": _news_questions,
    "asked_news": _asked_news,
    "summaries": _summaries,
    "related": _related,  # of the edition alone where there are no labelled sets
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="quality", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="SET", help=f"some of: {', '.join(SCORERS)}")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was reached")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(SCORERS):
        parser.error(f"there is no set {', '.join(sorted(unknown))}")
    scores: dict[str, float] = {}
    for name in asked.names or SCORERS:
        if name not in ALONE and not SHARED.exists():
            print(f"{name}: passed over, the labelled sets are not beside this checkout")
            continue
        began = time.monotonic()
        found = SCORERS[name]()
        scores |= found
        print(f"{name} ({time.monotonic() - began:.0f} s)")
        for metric, value in found.items():
            print(f"  {metric:<44} {value:.4f}")
    floors = read_floors()
    fallen = find_fallen(scores, floors)
    print("\n".join(fallen) if fallen else "no score is below its floor")
    if asked.lift:
        write_floors(raise_floors(scores, floors))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
