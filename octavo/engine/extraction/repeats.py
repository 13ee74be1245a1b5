"""Texts that a page prints twice."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.extraction.raw import Raw, weigh
from octavo.engine.records import BlockKind


def find_repeats(raws: Sequence[Raw]) -> set[int]:
    """Places of pull quotes, and of paragraphs that stand there twice (for two screen sizes), but for one of each."""
    whole = "\n".join(sorted({raw.text for raw in raws if raw.text}, key=len, reverse=True))
    seen: set[tuple[str, ...]] = set()
    found = set()
    for at, raw in enumerate(raws):
        bare = raw.text.strip("“”\"'«» ")
        if bare and raw.kind is not BlockKind.TABLE:
            weight = weigh(bare)
            pulled = raw.kind is BlockKind.QUOTE and weight > 25 and whole.count(bare) > 1
            if pulled or (weight > 60 and _leading(raw) in seen):
                found.add(at)
                continue
        seen.add(_leading(raw))
    return found


def _leading(raw: Raw) -> tuple[str, ...]:
    """A text and where it leads: what leads elsewhere is not the same."""
    return (raw.text, *(href for _, _, href in raw.links))


def without_repeats(raws: Sequence[Raw]) -> list[Raw]:
    """The blocks, each text once."""
    repeats = find_repeats(raws)
    return [raw for at, raw in enumerate(raws) if at not in repeats]
