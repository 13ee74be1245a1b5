"""Articles from what a feed holds, and the choice between feed and page."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from octavo.engine.extraction.assemble import absolute, assemble
from octavo.engine.extraction.fragment import clean_fragment
from octavo.engine.extraction.furniture import asks_for_subscription
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.raw import weigh
from octavo.engine.extraction.walk import walk_page
from octavo.engine.records import Block, BlockKind, BodyState, Draft, FeedItem, Image, join_blocks
from octavo.engine.text.language import detect_language

_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|a|img|b|i|em|strong|ul|li|h[1-6])\b", re.IGNORECASE)
_FULL_LENGTH = 900  # Latin letters: what feeds give as a summary is shorter


def draft_from_item(item: FeedItem, address: str, *, language: str | None = None) -> Draft:
    """The article as far as the feed holds it: its full text, a teaser, or nothing but the headline."""
    blocks, lead = _read_markup(item.content or "", address, item.title)
    teaser, picture = _read_markup(item.summary or "", address, item.title)
    if _amount(teaser) > _amount(blocks):
        blocks, lead = teaser, lead or picture
    amount = _amount(blocks)
    if amount >= _FULL_LENGTH and not asks_for_subscription(blocks[-1].text):
        state, reason = BodyState.FULL, "The feed holds the whole text."
    elif amount:
        state, reason = BodyState.TEASER, "The feed holds only the opening."
    else:
        state, reason = BodyState.EMPTY, "The feed holds no text."
    text = join_blocks(blocks)
    address_of_image = absolute(item.image, address)
    image = Image(address=address_of_image) if address_of_image else None
    if lead is not None and (image is None or lead.address == image.address):
        image = lead
    return Draft(
        address=address, title=item.title, blocks=blocks, body_state=state, body_reason=reason,
        standfirst=join_blocks(teaser) if blocks is not teaser and 20 < _amount(teaser) < 500 else None,
        authors=item.authors, published=item.published, modified=item.updated, keywords=item.tags,
        language=detect_language(text or item.title, item.language or language),
        image=image,
    )  # fmt: skip


def choose_draft(page: Draft, feed: Draft | None) -> Draft:
    """The draft with the better body, completed from the other one where it is silent."""
    if feed is None:
        return page
    ours, theirs = _amount(page.blocks), _amount(feed.blocks)
    whole = feed.body_state is BodyState.FULL
    poor = page.body_state not in (BodyState.FULL, BodyState.LIVE, BodyState.GALLERY)
    take_feed = (whole and (theirs > 1.3 * ours or (poor and theirs >= ours))) or (ours == 0 and theirs > 0)
    if take_feed and not page.body_state.readable and not whole:
        reason = f"{page.body_reason} The feed holds the opening."
        return _complete(replace(page, blocks=feed.blocks, body_state=BodyState.TEASER, body_reason=reason), feed)
    if take_feed:
        chosen = replace(
            page,
            blocks=feed.blocks,
            body_state=feed.body_state,
            body_reason="The feed's text is fuller than the page's.",
            language=feed.language or page.language,
        )
        return _complete(chosen, feed)
    return _complete(page, feed)


def blocked_draft(address: str, item: FeedItem | None, reason: str) -> Draft:
    """What we know of an article whose page we may not or cannot have."""
    if item is None:
        return Draft(address=address, title="", blocks=(), body_state=BodyState.BLOCKED, body_reason=reason)
    draft = draft_from_item(item, address)
    if draft.body_state is BodyState.FULL:
        return draft
    return replace(
        draft, blocks=(), standfirst=draft.text or draft.standfirst, body_state=BodyState.BLOCKED, body_reason=reason
    )


def _complete(draft: Draft, other: Draft) -> Draft:
    names = (
        "title",
        "standfirst",
        "authors",
        "published",
        "modified",
        "language",
        "section",
        "keywords",
        "image",
        "publisher",
    )
    missing = {name: getattr(other, name) for name in names if not getattr(draft, name) and getattr(other, name)}
    return replace(draft, **missing) if missing else draft


def _read_markup(markup: str, address: str, title: str) -> tuple[tuple[Block, ...], Image | None]:
    if not markup.strip():
        return (), None
    if _ESCAPED_TAG.search(markup) and "<" not in markup:
        markup = html.unescape(markup)  # escaped once too often
    page = Page(f"<html><body>{markup}</body></html>", address)
    raws = walk_page(page.body) if page.body is not None else []
    blocks = assemble(clean_fragment(raws, title), address, title)
    first = blocks[0] if blocks else None
    if first is not None and first.kind is BlockKind.IMAGE and first.address:
        return blocks[1:], Image(address=first.address, caption=first.caption, credit=first.credit, alt=first.alt)
    return blocks, None


def _amount(blocks: tuple[Block, ...]) -> int:
    return sum(weigh(block.text) for block in blocks)
