"""Which part of a page is the article, roughly: the judge looks at it block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.engine.extraction.containers import READABLE, Containers
from octavo.engine.extraction.furniture import is_closing_heading
from octavo.engine.extraction.raw import Raw, ends_sentence, same_words
from octavo.engine.records import BlockKind


@dataclass(slots=True)
class Region:
    """The container taken for the article, and the slice of the page's raw blocks that it spans."""

    container: int | None  # `mem_id`
    places: frozenset[int]  # of its blocks among the page's
    first: int  # place of its first block
    last: int  # place after its last block
    share: float  # of the page's running text that is inside, 0 to 1


def choose_region(raws: Sequence[Raw], containers: Containers, title: str = "") -> Region:
    """The container where running text is densest, grown to like siblings."""
    if containers.best is None or not containers.total:  # no text, or text right under the body
        share = 1.0 if containers.total else 0.0
        return Region(None, frozenset(range(len(raws))), 0, len(raws), share)
    best = _grow(containers.best, raws, containers)
    inside = [at for at, raw in enumerate(raws) if best in raw.path]
    inside = _lead_in(raws, inside[0], title) + inside
    share = containers.mass[best] / containers.total
    return Region(best, frozenset(inside), inside[0], inside[-1] + 1, share)


def _lead_in(raws: Sequence[Raw], first: int, title: str) -> list[int]:
    """Paragraphs between the headline and the region: an opening that stands in a container of its own."""
    headline = next((at for at, raw in enumerate(raws[:first]) if same_words(raw.text, title)), None)
    if headline is None or first - headline > 8:
        return []
    return [
        at for at in range(headline + 1, first)
        if raws[at].kind is BlockKind.PARAGRAPH and raws[at].is_prose and raws[at].part in READABLE
        and not raws[at].loose and raws[at].weight > 80 and ends_sentence(raws[at].text)
    ]  # fmt: skip


def _grow(best: int, raws: Sequence[Raw], containers: Containers) -> int:
    """Step up to a wider container as long as what that adds reads like the article too."""
    sample = next(raw for raw in raws if best in raw.path)
    depth = sample.path.index(best)
    for up in range(1, depth + 1):
        wider = sample.path[depth - up]
        if containers.mass[wider] - containers.mass[best] < 1.5:
            continue
        added = [raw for raw in raws if wider in raw.path and best not in raw.path and raw.text]
        total = sum(len(raw.text) for raw in added)
        good = sum(len(raw.text) for raw in added if raw.is_prose and raw.part in READABLE)
        closed = any(is_closing_heading(raw.text) for raw in added)
        if good >= 0.75 * total and not closed:
            best = wider
    return best
