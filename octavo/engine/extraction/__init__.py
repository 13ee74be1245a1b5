"""HTML -> Draft: clean blocks, metadata, body state. One parse, raw blocks, a judgement block by block."""

from octavo.engine.extraction.extract import examine, extract
from octavo.engine.extraction.feed_text import blocked_draft, choose_draft, draft_from_item
from octavo.engine.extraction.site import Examined, Judged, Memory, Rules, Site

__all__ = [
    "Examined",
    "Judged",
    "Memory",
    "Rules",
    "Site",
    "blocked_draft",
    "choose_draft",
    "draft_from_item",
    "examine",
    "extract",
]
