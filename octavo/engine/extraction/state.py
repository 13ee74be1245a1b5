"""What we hold of an article's body, and why we think so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from octavo.engine.extraction.cut import find_cut
from octavo.engine.extraction.furniture import (
    asks_for_consent,
    asks_for_subscription,
    says_live,
    says_missing,
    titles,
)
from octavo.engine.extraction.gates import find_gate, find_script
from octavo.engine.extraction.notices import NOTICE
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.raw import Raw, ends_sentence, weigh
from octavo.engine.extraction.structured import Stated, types_of
from octavo.engine.records import Block, BlockKind, BodyState

Verdict = tuple[BodyState, str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that speaks for a state."""

    blocks: Sequence[Block]
    raws: Sequence[Raw]
    around: Sequence[Raw]
    stated: Stated
    title: str
    page: Page
    path: str  # of the address, lower case
    texts: tuple[str, ...]  # of the body, without headings
    prose: int  # their weight in Latin letters

    @property
    def is_article(self) -> bool:
        """The page's data says that it is one article."""
        return bool(self.stated.article) or (self.stated.first("og:type") or "").startswith("article")


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
    texts = tuple(block.text for block in blocks if block.text and block.kind is not BlockKind.HEADING)
    seen = _Seen(
        blocks, raws, around, stated, title, page, urlsplit(address).path.lower(), texts, sum(map(weigh, texts))
    )
    for judge in (_gate, _missing, _live, _paywall, _list, _gallery, _recording, _amount):
        if (verdict := judge(seen)) is not None:
            return verdict
    return BodyState.FULL, _counted(len(texts))


def _gate(seen: _Seen) -> Verdict | None:
    asking = sum(weigh(text) for text in seen.texts if asks_for_consent(text)) if seen.prose < 4_000 else 0
    reason = find_gate(seen.page, seen.title, seen.prose, asking / seen.prose if seen.prose else 0.0)
    return (BodyState.BLOCKED, reason) if reason else None


def _missing(seen: _Seen) -> Verdict | None:
    if seen.prose < 1200 and not seen.stated.article and says_missing(_page_title(seen)):
        return BodyState.NOT_ARTICLE, "The page says that there is no such page."
    if seen.prose < 600 and not seen.is_article:
        headings = [raw.text for raw in seen.raws if raw.kind is BlockKind.HEADING][:2]
        if any(len(text) < 60 and says_missing(text) for text in headings):
            return BodyState.NOT_ARTICLE, "The page says that there is no such page."
    return None


def _page_title(seen: _Seen) -> str:
    node = seen.page.first("title")
    return seen.title if says_missing(seen.title) or node is None else node.text(strip=True)


def _live(seen: _Seen) -> Verdict | None:
    posts = sum(block.posted is not None for block in seen.blocks)
    named = says_live(seen.title) or bool(_LIVE_PATH.search(seen.path))
    if not ("LiveBlogPosting" in types_of(seen.stated.article) or (posts >= 3 and named) or posts >= 6):
        return None
    if not seen.texts:
        return BodyState.EMPTY, "The page is a live blog whose posts a script loads later."
    return BodyState.LIVE, "The page is a live blog."


def _paywall(seen: _Seen) -> Verdict | None:
    if seen.prose >= 2000:
        return None
    if _shows_notice(seen):
        return BodyState.PAYWALLED, f"The page shows a notice for subscribers after {_blocks(len(seen.texts))} of text."
    if seen.prose < 1200 and seen.stated.is_free is False and not _locked_part_is_there(seen):
        told = f"The page marks the article as not free and shows {_blocks(len(seen.texts))} of text."
        return BodyState.PAYWALLED, told
    return None


def _shows_notice(seen: _Seen) -> bool:
    """A notice where the text ends or instead of it, or in a box that the walk leaves out by its name."""
    places = seen.raws if seen.prose < 400 else seen.around
    if any(asks_for_subscription(raw.text) for raw in places if len(raw.text) < NOTICE):
        return True
    return seen.prose < 1200 and any(
        len(text) < 3 * NOTICE and asks_for_subscription(text)
        for node in seen.page.tree.css(_WALLS)[:8]
        if not _HIDDEN.search(node.attributes.get("style") or "") and "hidden" not in node.attributes
        for text in [node.text(separator=" ")]
    )


def _locked_part_is_there(seen: _Seen) -> bool:
    """The part of which the data says that it is locked stands on the page all the same."""
    parts = seen.stated.article.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        selector = part.get("cssSelector") if isinstance(part, dict) else None
        if isinstance(selector, str) and _SIMPLE.fullmatch(selector):
            node = seen.page.first(selector)
            if node is not None and len(node.text(separator=" ").split()) > 60:
                return True
    return False


def _list(seen: _Seen) -> Verdict | None:
    """A front page, a section, a tag, a search, a login."""
    told = "The page lists other pages rather than telling one story."
    if seen.prose < 1500 and not seen.is_article:
        if titles("login", seen.title) and seen.page.first('input[type="password"]') is not None:
            return BodyState.NOT_ARTICLE, "The page asks for a login."
        if seen.path.strip("/") in ("", "index.html", "index.php") and not urlsplit(seen.page.address).query:
            return BodyState.NOT_ARTICLE, told
    if seen.is_article and not seen.stated.kinds & _LIST_KINDS:
        return None
    cards = sum(raw.linked > 0.9 and 25 < len(raw.text) < 160 for raw in seen.raws)
    heads = sum(raw.kind is BlockKind.HEADING and raw.linked > 0.8 and len(raw.text) > 20 for raw in seen.around)
    own = sum(block.kind is not BlockKind.HEADING and weigh(block.text) > 250 for block in seen.blocks)
    listed = bool(_LIST_PATH.search(seen.path)) or titles("listing", seen.title) or _is_search(seen.page.address)
    if not listed and _is_video(seen):
        return None
    if listed and seen.prose < 4000 and (cards >= 3 or heads >= 3) and own < 4:
        return BodyState.NOT_ARTICLE, told
    if (seen.prose < 300 and cards >= 12) or (
        heads >= 5 and own <= heads / 3 and seen.prose < min(200 * heads, 1000 if heads < 8 else 4000)
    ):
        return BodyState.NOT_ARTICLE, told
    return None


def _is_search(address: str) -> bool:
    return bool(re.search(r"(?i)(?:^|&)(?:s|q|query|search|keyword|text)=", urlsplit(address).query))


def _gallery(seen: _Seen) -> Verdict | None:
    pictures = [block for block in seen.blocks if block.kind is BlockKind.IMAGE]
    told = sum(bool(block.caption) for block in pictures)
    named = (
        titles("gallery", seen.title) or bool(_GALLERY_PATH.search(seen.path)) or bool(seen.stated.kinds & _GALLERIES)
    )
    if (
        (named and len(pictures) >= 3 and seen.prose < 250 * len(pictures))
        or (told >= 5 and seen.prose < 100 * told)
        or (len(pictures) >= 5 and seen.prose < 300)
    ):
        return BodyState.GALLERY, f"The page holds {len(pictures)} pictures and little text."
    return None


def _recording(seen: _Seen) -> Verdict | None:
    if seen.prose >= 600:
        return None
    embeds = [block for block in seen.blocks if block.kind is BlockKind.EMBED]
    kinds = seen.stated.kinds
    audio = "AudioObject" in kinds or "PodcastEpisode" in kinds or any(embed.alt == "audio" for embed in embeds)
    audio = audio or any(_AUDIO.search(embed.address or "") for embed in embeds)
    audio = audio or (bool(_AUDIO_PATH.search(seen.path)) and seen.page.first("audio") is not None)
    if seen.prose < 400 and audio:
        return BodyState.AUDIO, "The page is a recording with hardly any text."
    if _is_video(seen):
        return BodyState.VIDEO, "The page is a video with hardly any text."
    player = any(embed.alt == "video" or _VIDEO.search(embed.address or "") for embed in embeds)
    player = player or (
        seen.prose < 120 and seen.page.first("video, .jwplayer, .video-js, brightcove-player") is not None
    )
    if seen.prose < 400 and (player or "VideoObject" in kinds):
        return BodyState.VIDEO, "The page is a video with hardly any text."
    return None


def _is_video(seen: _Seen) -> bool:
    og_type = seen.stated.first("og:type") or ""
    return og_type.startswith("video") or bool(_VIDEO_PATH.search(seen.path))


def _amount(seen: _Seen) -> Verdict | None:
    """Empty, or only the opening."""
    if seen.prose < 300 and (reason := find_script(seen.page, seen.prose)):
        return BodyState.BLOCKED, reason
    if not seen.texts:
        captions = any(block.caption for block in seen.blocks)
        return BodyState.EMPTY, f"The page holds no text of an article{' but captions' if captions else ''}."
    if seen.prose < 120 and not any(ends_sentence(text) for text in seen.texts):
        return BodyState.EMPTY, "The page holds no sentence of an article."
    reason = find_cut(seen.blocks, seen.texts, seen.around, seen.stated, seen.prose)
    return (BodyState.TEASER, reason) if reason else None


def _counted(count: int) -> str:
    return f"The page holds {_blocks(count)} of running text."


def _blocks(count: int) -> str:
    return f"{count} block{'' if count == 1 else 's'}"


_WALLS = (
    '[class*="paywall" i], [id*="paywall" i], [class*="regwall" i], [class*="subscribe" i], [class*="subscription" i], '
    '[class*="premium" i], [data-testid*="paywall" i], [class*="meter" i], [class*="piano" i]'
)
_SIMPLE = re.compile(r"[.#]?[\w-]{1,80}(?:\s+[.#]?[\w-]{1,80}){0,3}")
_LIST_KINDS = frozenset(["CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"])
_GALLERIES = frozenset(["ImageGallery", "MediaGallery"])
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_LIVE_PATH = re.compile(
    r"(?:^|[/_-])(?:live|liveblog|live-?blog|liveticker|newsblog|en-direct|en-vivo|ao-vivo)(?:[/_.-]|$)"
)
_LIST_PATH = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|section|author|authors|search|suche|recherche|buscar|busca|cerca|poisk|"
    r"thema|themen|schlagwort|etiqueta|etiquetas|temas?|mot-cle|archive|archives|keywords?|hashtag)/[^/]*/?$|/search/?$"
)
_GALLERY_PATH = re.compile(
    r"[/_-](?:gallery|galleries|photo-?gallery|photos|pictures|in-pictures|picture-gallery|slideshow|fotos|galeria|"
    r"fotogaleria|fotogalerie|bildergalerie|fotostrecke|bilderstrecke|diaporama|fotogallery|foto)[/_.-]"
)
_VIDEO_PATH = re.compile(r"/(?:videos?|watch|tv|clip)/")
_AUDIO_PATH = re.compile(r"/(?:podcasts?|audio|listen)/")
_VIDEO = re.compile(
    r"(?i)youtu\.?be|vimeo|dailymotion|brightcove|jwplayer|jwplatform|rumble|rutube|twitch|\.mp4|\.m3u8|/video"
)
_AUDIO = re.compile(r"(?i)spotify|soundcloud|podcast|audioboom|megaphone|acast|omny|\.mp3|/audio")
