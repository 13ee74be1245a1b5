"""A page of the web -> an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from octavo.engine.extraction.assemble import assemble
from octavo.engine.extraction.body import Region, choose_region
from octavo.engine.extraction.captions import attach_captions
from octavo.engine.extraction.furniture import leads_on
from octavo.engine.extraction.judge import judge_blocks
from octavo.engine.extraction.metadata import pictures_of, read_facts, read_lead, read_title
from octavo.engine.extraction.opinion import second_opinion
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.raw import Raw, same_words, weigh
from octavo.engine.extraction.state import judge_state
from octavo.engine.extraction.structured import Stated, read_stated
from octavo.engine.extraction.walk import walk_page
from octavo.engine.records import Block, BlockKind, BodyState, Draft, FeedItem, Image, join_blocks
from octavo.engine.text.charset import decode
from octavo.engine.text.language import detect_language


def extract(
    html: bytes | str,
    address: str,
    *,
    charset: str | None = None,
    item: FeedItem | None = None,
    fetched_at: datetime | None = None,
) -> Draft:
    """The article of a page. Never raises on bad markup: the draft's `body_state` says what was found.

    `charset` is the HTTP header's; `item` what the feed said of the article, used where the page is silent;
    `fetched_at` (aware) dates "3 hours ago" and unmasks dates in the future.
    """
    markup = decode(html, charset) if isinstance(html, bytes) else html.replace("\0", "")
    if not _LOOKS_LIKE_HTML.search(markup[:200_000]):
        return _no_page(address, item, markup)
    page = Page(markup, address)
    stated = read_stated(page)
    title = read_title(page, stated, item)
    raws = attach_captions(walk_page(page.body)) if page.body is not None else []
    region = choose_region(raws, title)
    blocks, region = _read_body(page, stated, raws, region, title, markup)
    text = join_blocks(blocks)
    language = detect_language(text or title, page.language or (item.language if item else None))
    facts = read_facts(
        page, stated, raws, (region.first, region.last), title, item=item, fetched_at=fetched_at, language=language
    )
    lead = read_lead(page, stated, list(pictures_of(raws, region.first, region.last))[:8], title, item)
    blocks = _without_lead(blocks, lead)
    around = raws[region.first : region.last + 4]
    state, reason = judge_state(blocks, raws, around, stated, title=title, address=page.address, page=page)
    if not state.readable:
        blocks = ()
    if state is not BodyState.LIVE:
        blocks = tuple(replace(block, posted=None) if block.posted else block for block in blocks)
    return Draft(
        address=address, title=title, blocks=blocks, body_state=state, body_reason=reason,
        canonical=facts.canonical, publisher=facts.publisher, standfirst=_own(facts.standfirst, blocks),
        authors=facts.authors, published=facts.published, modified=facts.modified, language=language,
        section=facts.section, keywords=facts.keywords, image=lead,
    )  # fmt: skip


def _read_body(
    page: Page, stated: Stated, raws: list[Raw], region: Region, title: str, markup: str
) -> tuple[tuple[Block, ...], Region]:
    """Our own choice; where it is poor, the walk without class names, then another library's, whichever holds more."""
    known = stated.body if len(stated.body) > 300 else ""
    best = assemble(judge_blocks(region.raws, title, known), page.address, title)
    after = raws[region.first : region.last + 4]
    cut_off = bool(best) and any(raw.linked > 0.8 and leads_on(raw.text) for raw in after)
    if cut_off or not _is_poor(best, region, known) or page.body is None:
        return best, region
    open_raws = attach_captions(walk_page(page.body, gentle=True))
    open_region = choose_region(open_raws, title)
    other = assemble(judge_blocks(open_region.raws, title, known), page.address, title)
    if _amount(other) > 2 * _amount(best) and open_region.share > 0.5:
        best = other
    if _is_poor(best, region, known) and not page.odd:
        third = assemble(judge_blocks(second_opinion(markup), title), page.address, title)
        if _amount(third) > 1.5 * _amount(best) + 100:
            best = third
    return best, region


def _is_poor(blocks: Sequence[Block], region: Region, known: str) -> bool:
    amount = _amount(blocks)
    return amount < 500 or region.share < 0.45 or (bool(known) and amount < 0.5 * len(known))


def _amount(blocks: Sequence[Block]) -> int:
    return sum(weigh(block.text) for block in blocks if block.kind is not BlockKind.HEADING)


def _without_lead(blocks: tuple[Block, ...], lead: Image | None) -> tuple[Block, ...]:
    """The lead picture is shown once, above the text."""
    if lead is None:
        return blocks
    for at, block in enumerate(blocks[:3]):
        if block.kind is BlockKind.IMAGE and (
            block.address == lead.address or (block.caption is not None and block.caption == lead.caption)
        ):
            return blocks[:at] + blocks[at + 1 :]
    return blocks


def _own(standfirst: str | None, blocks: Sequence[Block]) -> str | None:
    """A standfirst of its own: not the article's first words over again."""
    if standfirst is None:
        return None
    start = standfirst.rstrip(" .…")[:60].casefold()
    texts = [block.text for block in blocks[:4] if block.text]
    return (
        None if any(text.casefold().startswith(start) or same_words(text, standfirst) for text in texts) else standfirst
    )


def _no_page(address: str, item: FeedItem | None, markup: str) -> Draft:
    state = BodyState.NOT_ARTICLE if markup.strip() else BodyState.EMPTY
    reason = "What the server sent is not an HTML page." if markup.strip() else "The server sent an empty page."
    return replace(
        Draft(address=address, title=item.title if item else "", blocks=(), body_state=state, body_reason=reason),
        published=item.published if item else None,
        authors=item.authors if item else (),
    )


_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|head|body|p|div|article|h1|title|table|meta|br|span|main|section)\b", re.I
)
