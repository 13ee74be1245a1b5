"""HTML -> Draft: clean blocks, metadata, body state. One parse, raw blocks, a judgement block by block."""

from octavo.engine.extraction.extract import extract
from octavo.engine.extraction.feed_text import blocked_draft, choose_draft, draft_from_item

__all__ = ["blocked_draft", "choose_draft", "draft_from_item", "extract"]
