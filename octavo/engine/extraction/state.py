"""What we hold of an article's body, and why we think so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from octavo.engine.extraction.furniture import asks_for_subscription, is_challenge, leads_on, says_live
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.raw import Raw, weigh
from octavo.engine.extraction.structured import Stated, types_of
from octavo.engine.records import Block, BlockKind, BodyState

Verdict = tuple[BodyState, str]


def judge_state(
    blocks: Sequence[Block],
    raws: Sequence[Raw],
    around: Sequence[Raw],
    stated: Stated,
    *,
    title: str,
    address: str,
    page: Page,
) -> Verdict:
    """The body state and its reason. `raws` are all blocks of the page, `around` those of the article's
    surroundings."""
    prose = sum(weigh(block.text) for block in blocks if block.kind is not BlockKind.HEADING)
    if prose < 600 and (is_challenge(title) or _is_challenge_page(page)):
        return BodyState.BLOCKED, "The publisher's server answered with a check for robots."
    if _ERROR_TITLE.search(title) and prose < 1200:
        return BodyState.NOT_ARTICLE, "The page says that there is no such page."
    notice = prose < 2500 and any(asks_for_subscription(raw.text) for raw in raws if len(raw.text) < 400)
    if prose < 2500 and (notice or stated.is_free is False):
        said = "shows a notice for subscribers" if notice else "marks the article as not free"
        return BodyState.PAYWALLED, f"The page {said} after {len(blocks)} blocks of text."
    return _by_media(blocks, stated, prose, address, title) or _by_amount(blocks, raws, around, stated, prose, address)


def _is_challenge_page(page: Page) -> bool:
    text = page.body.text(separator=" ") if page.body is not None else ""
    return len(text) < 3000 and is_challenge(text)


def _by_media(blocks: Sequence[Block], stated: Stated, prose: int, address: str, title: str) -> Verdict | None:
    posts = sum(block.posted is not None for block in blocks)
    if (
        "LiveBlogPosting" in types_of(stated.article)
        or (posts >= 3 and (says_live(title) or "live" in address.lower()))
        or posts >= 6
    ):
        return BodyState.LIVE, "The page is a live blog."
    pictures = sum(block.kind is BlockKind.IMAGE for block in blocks)
    path = urlsplit(address).path.lower()
    if pictures >= 5 and prose < 150 * pictures:
        return BodyState.GALLERY, f"The page holds {pictures} pictures and little text."
    if prose >= 400:
        return None
    og_type = stated.first("og:type") or ""
    embeds = [block for block in blocks if block.kind is BlockKind.EMBED]
    if "AudioObject" in stated.kinds or "PodcastEpisode" in stated.kinds or any(e.alt == "audio" for e in embeds):
        return BodyState.AUDIO, "The page is a recording with hardly any text."
    if og_type.startswith("video") or "VideoObject" in stated.kinds or embeds or re.search(r"/videos?/", path):
        return BodyState.VIDEO, "The page is a video with hardly any text."
    return None


def _by_amount(
    blocks: Sequence[Block], raws: Sequence[Raw], around: Sequence[Raw], stated: Stated, prose: int, address: str
) -> Verdict:
    is_article = bool(stated.article) or (stated.first("og:type") or "").startswith("article")
    if not is_article and _is_front(raws, prose, address):
        return BodyState.NOT_ARTICLE, "The page lists other pages rather than telling one story."
    if prose == 0:
        return BodyState.EMPTY, "The page holds no text of an article."
    texts = [block for block in blocks if block.text and block.kind is not BlockKind.HEADING]
    if prose < 900 and _CUT.search(texts[-1].text):
        return BodyState.TEASER, "The text breaks off with an ellipsis."
    stated_length = len(stated.body)
    if stated_length > 3 * prose and stated_length > 800:
        return BodyState.TEASER, "The page's data holds far more text than the page shows."
    if prose < 1500 and any(raw.linked > 0.8 and leads_on(raw.text) for raw in around):
        return BodyState.TEASER, "The page leads on to the rest of the text."
    if len(texts) == 1 and prose < 700:
        return BodyState.TEASER, "The page holds a single paragraph."
    return BodyState.FULL, f"The page holds {len(texts)} blocks of running text."


def _is_front(raws: Sequence[Raw], prose: int, address: str) -> bool:
    if urlsplit(address).path.strip("/") in ("", "index.html", "index.php") and not urlsplit(address).query:
        return prose < 1500
    cards = sum(raw.linked > 0.9 and 25 < len(raw.text) < 160 for raw in raws)
    return prose < 300 and cards >= 12


_ERROR_TITLE = re.compile(
    r"(?i)\b(?:404|page not found|not found|page introuvable|seite nicht gefunden|página no encontrada|"
    r"página não encontrada|страница не найдена|पेज नहीं मिला|الصفحة غير موجودة)\b"
)
_CUT = re.compile(r"(?:\.\.\.|…)\s*\]?\s*$")
