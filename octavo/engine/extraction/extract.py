"""A page of the web -> an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from octavo.engine.extraction.assemble import assemble
from octavo.engine.extraction.forest import Forest
from octavo.engine.extraction.judge import Verdict, judge_page
from octavo.engine.extraction.metadata import pictures_of, read_facts, read_lead
from octavo.engine.extraction.notices import without_lists, without_notices
from octavo.engine.extraction.opinion import second_opinion
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.raw import Raw, same_words, weigh
from octavo.engine.extraction.selectors import name_block, name_container
from octavo.engine.extraction.site import RULE, Examined, Judged, Site, fingerprint
from octavo.engine.extraction.state import judge_state
from octavo.engine.extraction.survey import Survey, path_of, survey
from octavo.engine.records import Block, BlockKind, BodyState, Draft, FeedItem, Image, join_blocks
from octavo.engine.text.charset import decode
from octavo.engine.text.language import detect_language

_STRANGER = Site()
_POOR = 200  # letters: with fewer, another library is asked, ...
_GALLERY = 5  # captions
_FULLER = 400  # ... and believed where it has so many more


def extract(
    html: bytes | str,
    address: str,
    *,
    charset: str | None = None,
    item: FeedItem | None = None,
    fetched_at: datetime | None = None,
    site: Site | None = None,
    forest: Forest | None = None,
) -> Draft:
    """The article of a page. Never raises on bad markup: the draft's `body_state` says what was found.

    `charset` is the HTTP header's; `item` what the feed said of the article, used where the page is silent;
    `fetched_at` (aware) dates "3 hours ago" and unmasks dates in the future; `site` is what is known of the
    publisher's pages; `forest` another than the shipped one, where it is itself on trial.
    """
    opened = _open(html, address, charset, item)
    if isinstance(opened, Draft):
        return opened
    seen = survey(opened, site or _STRANGER, item)
    verdicts = _judge(seen, site, forest)
    return _draft(seen, verdicts, item, fetched_at)


def examine(
    html: bytes | str,
    address: str,
    *,
    charset: str | None = None,
    item: FeedItem | None = None,
    fetched_at: datetime | None = None,
    site: Site | None = None,
    forest: Forest | None = None,
) -> Examined:
    """The article of a page as `extract` finds it, with every block of the page and what became of it."""
    opened = _open(html, address, charset, item)
    if isinstance(opened, Draft):
        return Examined(draft=opened, blocks=(), body="", score=0.0)
    seen = survey(opened, site or _STRANGER, item, whole=True)
    verdicts = _judge(seen, site, forest)
    found = {id(raw): verdict for raw, verdict in zip(seen.raws, verdicts, strict=True)}
    blocks = tuple(_judged(raw, found.get(id(raw)), seen) for raw in seen.walk.blocks if raw.text or raw.address)
    path = path_of(seen.region.container, seen.raws)
    body = name_container(path, seen.walk.elements) if path else ""
    draft = _draft(seen, verdicts, item, fetched_at)
    return Examined(draft=draft, blocks=blocks, body=body, score=_certainty(draft, verdicts, seen.raws))


def _open(html: bytes | str, address: str, charset: str | None, item: FeedItem | None) -> Page | Draft:
    """The parsed page, or the draft of something that is no page."""
    markup = decode(html, charset) if isinstance(html, bytes) else html.replace("\0", "")
    if not _LOOKS_LIKE_HTML.search(markup[:200_000]):
        return _no_page(address, item, markup)
    return Page(markup, address)


def _judge(seen: Survey, site: Site | None, forest: Forest | None) -> list[Verdict]:
    return judge_page(seen.raws, seen.told, seen.containers, seen.region, site or _STRANGER, forest)


def _draft(seen: Survey, verdicts: Sequence[Verdict], item: FeedItem | None, fetched_at: datetime | None) -> Draft:
    page, stated, raws, title = seen.page, seen.stated, seen.raws, seen.told.title
    kept = [at for at, verdict in enumerate(verdicts) if verdict.kept and raws[at].text]
    first, last = (kept[0], kept[-1] + 1) if kept else (seen.region.first, seen.region.last)
    around, pictures = raws[first : last + 4], list(pictures_of(raws, first, last))[:8]
    blocks = _read_body(seen, verdicts)
    language = detect_language(join_blocks(blocks) or title, page.language or (item.language if item else None))
    facts = read_facts(page, stated, raws, (first, last), title, item=item, fetched_at=fetched_at, language=language)
    lead = read_lead(page, stated, pictures, title, item)
    blocks = _without_lead(blocks, lead)
    state, reason = judge_state(blocks, raws, around, stated, title=title, address=page.address, page=page)
    blocks = _fit_to_state(blocks, state, facts.standfirst)
    return Draft(
        address=page.address, title=title, blocks=blocks, body_state=state, body_reason=reason,
        canonical=facts.canonical, publisher=facts.publisher, standfirst=_own(facts.standfirst, blocks),
        authors=facts.authors, published=facts.published, modified=facts.modified, language=language,
        section=facts.section, keywords=facts.keywords, image=lead, contributors=facts.contributors,
        licence=facts.licence, free=facts.free,
    )  # fmt: skip


def _read_body(seen: Survey, verdicts: Sequence[Verdict]) -> tuple[Block, ...]:
    """The blocks to show; another library's where ours are few, unless a keeper's rule has made them so."""
    page, title = seen.page, seen.told.title
    blocks = assemble(_kept(seen.raws, verdicts), page.address, title)
    ruled = any(verdict.why == RULE for verdict in verdicts)
    captions = sum(bool(block.caption) for block in blocks)  # a gallery is not poor for having little text
    if _amount(blocks) < _POOR and captions < _GALLERY and not page.odd and not ruled:
        blocks = _second(page, blocks, title)
    return without_notices(blocks)


def _fit_to_state(blocks: tuple[Block, ...], state: BodyState, standfirst: str | None) -> tuple[Block, ...]:
    """What of the blocks the state leaves standing: none of a page that is no article, no line twice beside a video."""
    if not state.readable:
        return ()
    if state in (BodyState.VIDEO, BodyState.AUDIO):
        blocks = tuple(block for block in without_lists(blocks) if not same_words(block.text, standfirst or ""))
    if state is BodyState.LIVE:
        return blocks
    return tuple(replace(block, posted=None) if block.posted else block for block in blocks)


def _kept(raws: Sequence[Raw], verdicts: Sequence[Verdict]) -> list[Raw]:
    """The blocks to show; each knows whether something before it was left out."""
    kept, gap = [], False
    for raw, verdict in zip(raws, verdicts, strict=True):
        if not verdict.kept:
            gap = True
        else:
            raw.gap, gap = raw.gap or gap, False
            kept.append(raw)
    return kept


def _second(page: Page, blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Another library's choice, where ours holds hardly anything and its much more."""
    other = assemble(second_opinion(page.markup, title), page.address, title)
    return other if _amount(other) > 1.5 * _amount(blocks) + _FULLER else blocks


def _judged(raw: Raw, verdict: Verdict | None, seen: Survey) -> Judged:
    """`verdict` is None for furniture, and for captions, which stand under their pictures."""
    return Judged(
        kind=raw.kind,
        text=raw.text or raw.caption or "",
        kept=verdict is not None and verdict.kept,
        why=verdict.why if verdict else "furniture",
        selector=name_block(raw, seen.walk.elements),
        fingerprint=fingerprint(raw.text),
        score=verdict.score if verdict else None,
    )


def _certainty(draft: Draft, verdicts: Sequence[Verdict], raws: Sequence[Raw]) -> float:
    """How far from a coin's toss the forest was, weighed by the length of what it decided; 0 without a body."""
    if not draft.blocks:
        return 0.0
    scored = [(abs(2 * v.score - 1), weigh(raw.text)) for v, raw in zip(verdicts, raws, strict=True) if v.score]
    weights = np.array([weight for _, weight in scored], np.float64)
    if not weights.sum():
        return 0.0
    return float(np.average([sure for sure, _ in scored], weights=np.minimum(weights, 500)))


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
