"""A second opinion on the body, for pages on which ours is unsure."""

from __future__ import annotations

from octavo.engine.extraction.fragment import clean_fragment
from octavo.engine.extraction.raw import Raw
from octavo.engine.records import BlockKind


def second_opinion(markup: str, title: str) -> list[Raw]:
    """trafilatura's body as raw blocks without links, pictures and sure furniture; empty when it finds none."""
    import trafilatura  # 0.5 s to load; most pages never need it

    try:
        text = trafilatura.extract(markup, fast=True, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:  # it trips over odd trees in many ways; then there is no second opinion
        return []
    lines = (line.strip().removeprefix("- ") for line in (text or "").splitlines())
    return clean_fragment([Raw(BlockKind.PARAGRAPH, line) for line in lines if line], title)
