"""What on a page is not the article: told by class names, and by phrases in many languages (`phrases.txt`)."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from importlib import resources


class Part(Enum):
    """What an element's own names say it is."""

    PLAIN = 0
    FURNITURE = 1  # ads, sharing, related, newsletter: never the article
    COMMENTS = 2
    ABOUT = 3  # byline, date, tags: about the article, not in it
    CAPTION = 4
    CREDIT = 5
    BODY = 6
    ASIDE = 7  # may be either; the judge decides


@lru_cache(maxsize=20_000)
def part_of(names: str) -> Part:
    """What the class, id and the like of an element (joined by spaces) say it is."""
    spaced = _HUMP.sub("-", names).lower()
    for pattern, part in _PARTS:
        if pattern.search(spaced):
            return part
    return Part.PLAIN


def is_residue(text: str) -> bool:
    """The whole of a block is a phrase of page furniture ("Remove Ads", "Also read", "1 of 10", "Share this")."""
    if len(text) > 300:
        return False
    plain = " ".join(text.lower().split()).strip(" :|-–—•·»«›‹>.!…*[]()▶►")
    return plain in _phrases()["whole"] or not plain or any(p.match(plain) for p in _shapes())


def starts_promotion(text: str) -> bool:
    """A block begins as promotions do: "Also read: …", "Sign up for our newsletter …", "Lire aussi : …"."""
    plain = " ".join(text[:120].lower().split()).lstrip(" :|-–—•·»«›‹>*[(▶►→✉")
    return plain.startswith(_starts())


def is_closing_heading(text: str) -> bool:
    """A heading under which no article goes on: "Related stories", "Comments", "Most read"."""
    if len(text) > 80:
        return False
    plain = " ".join(text.lower().split()).strip(" :|-–—•·»«.!…")
    return plain in _phrases()["closing"] or (len(plain) < 40 and plain.startswith(_long_closings()))


def leads_on(text: str) -> bool:
    """A link to the rest of the text: "Continue reading", "Weiterlesen"."""
    plain = " ".join(text[:80].lower().split()).strip(" :|-–—•·»«›>.…[]()→")
    return plain.startswith(tuple(_phrases()["onward"]))


def says_live(text: str) -> bool:
    """A headline or a banner of a live blog."""
    return " ".join(text[:80].lower().split()).startswith(tuple(_phrases()["live"]))


def is_promotion(text: str) -> bool:
    """A short run of text that promotes: it carries a phrase that no article's sentence has."""
    plain = " ".join(text.lower().split())
    return any(phrase in plain for phrase in _phrases()["anywhere"])


def asks_for_subscription(text: str) -> bool:
    """The text is a notice that the rest is for subscribers."""
    plain = " ".join(text.lower().split())
    return any(phrase in plain for phrase in _phrases()["paywall"])


def is_challenge(text: str) -> bool:
    """The text is a server's challenge or refusal rather than a page of the publisher."""
    plain = " ".join(text.lower().split())
    return any(phrase in plain for phrase in _phrases()["challenge"])


@cache
def _phrases() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for line in resources.files("octavo.engine.extraction").joinpath("phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            found.setdefault(section, set()).update(phrase.strip() for phrase in line.split("|"))
    return {name: frozenset(filter(None, phrases)) for name, phrases in found.items()}


@cache
def _long_closings() -> tuple[str, ...]:
    return tuple(phrase for phrase in _phrases()["closing"] if len(phrase) >= 9)


@cache
def _starts() -> tuple[str, ...]:
    return tuple(_phrases()["start"])


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)
        for pattern in (
            r"(?:(?:photo|image|slide|picture|foto|imagen|bild|तस्वीर|صورة|фото)\s*)?"
            r"\d{1,3}\s*(?:/|of|de|von|sur|из|من|में से)\s*\d{1,3}$",
            r"\d+\s*(?:comments?|shares?|views?|likes?|min(?:ute)?s? read|commentaires?|comentarios|kommentare)$",
            r"(?:share|tweet|pin|email|print|save|copy link|whatsapp|facebook|twitter|x|linkedin|telegram|reddit|"
            r"[\s/|,·•])+$",
            r"\d{1,3}\s?/\s?\d{1,3}\b.{0,80}$",
            r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:gmt|utc|ist|et|cet|bst))?$",
            r"(?:reading time|read time|lesezeit|temps de lecture|tiempo de lectura)\b.{0,20}$",
            r"(?:updated|published|posted|first published|last updated|aktualisiert|publié|mis à jour|publicado|"
            r"actualizado|atualizado)\b[^.]{0,60}\d{2,4}[^.]{0,20}$",
            r"(?:©|\(c\)|copyright)\s?.{0,120}$",
            r"[\W\d_]+$",
        )
    )


def _names(bounded: str, anywhere: str = "") -> re.Pattern[str]:
    """Names that stand alone between separators, or that are telling wherever they stand."""
    pattern = rf"(?:^|[\s_:/-])(?:{bounded})(?=$|[\s_:/\d-])"
    return re.compile(pattern + (f"|{anywhere}" if anywhere else ""))


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = (
    (
        re.compile(  # the whole of a name: "article-body__newsletter" is no body
            r"(?:^|[\s_:/-])(?:(?:article|story|post|entry)(?:__|[-_])?(?:body|content|text)|body-?copy)"
            r"(?:[_-]*(?:content|text|inner|wrapper|container|main|\d+))*(?=$|\s)"
        ),
        Part.BODY,
    ),
    (
        _names(
            r"comments?|respond|comment-?(?:list|section|area|form)|replies", r"disqus|livefyre|fb-comments|coral-talk"
        ),
        Part.COMMENTS,
    ),
    (
        _names(
            r"ads?|adv|advert\w*|ad-?(?:slot|unit|box|wrapper|container|banner|label|space|block)|dfp|gpt|sponsor\w*|promos?|"
            r"promotion|promoted|promobox|share|sharing|sharedaddy|social|socials|follow|followus|related|recommend\w*|"
            r"recirc\w*|trending|popular|newsletters?|subscribe|subscription|signup|sign-up|cookies?|consent|gdpr|"
            r"breadcrumbs?|pagination|pager|pagenavi|navbar|navigation|nav|menu|menus|sidebar|side-bar|footer|toolbar|"
            r"tags|tag-?list|tagcloud|topics|keywords|popup|modal|print-?only|noprint|no-print|sr-only|"
            r"screen-reader-text|visually-?hidden|visuallyhidden|skip-?link|teasers|widgets|widget-area|"
            r"rating|ratings|vote|poll|donate|donation|upsell|regwall|read-?(?:more|next|also)|also-?read|more-?(?:from|on|"
            r"stories|news|articles|links)|most-?(?:read|viewed|popular|shared|recent)|latest-?(?:news|posts|stories)|"
            r"recent-?posts|see-?also|you-?may-?(?:also-?)?like|up-?next|next-?(?:article|post|story)|prev(?:ious)?-?post|"
            r"post-?nav(?:igation)?|author-?(?:bio|box|card|profile|description)|about-?(?:the-?)?author|"
            r"gallery-?(?:counter|count|nav)|counter|jp-relatedposts|article-?(?:footer|tools|tags|related|share)|"
            r"entry-?(?:footer|utility)|post-?(?:footer|tags|share)|infobox-?ad|cta|outbound|app-?download|toc|"
            r"language-?switcher|edit-?section|mw-editsection|login|search-?(?:form|box|bar)",
            r"taboola|outbrain|revcontent|zergnet|mgid|adsbygoogle|adsense|addtoany|addthis|newsletter|paywall-|"
            r"sharethis|share-?(?:bar|buttons?|tools|links|icons)|social-?(?:bar|buttons?|media|links|share|icons|follow)|"
            r"related-?(?:posts?|articles?|stories|content|links|news|topics)|cookie-?(?:banner|notice|consent|bar)|"
            r"remove-?ads|advertisement",
        ),
        Part.FURNITURE,
    ),
    (
        _names(r"credits?|copyright|photographer|photo-?credit|image-?credit|img-?credit|photo-?by|attribution"),
        Part.CREDIT,
    ),
    (
        _names(
            r"captions?|wp-caption-text|figcaption|image-?caption|photo-?caption|img-?caption|media-?caption|legend|cutline|"
            r"image-?desc(?:ription)?|caption-?text",
            r"[-_]caption\b",
        ),
        Part.CAPTION,
    ),
    (
        _names(
            r"byline|by-line|authors?|writers?|contributors?|contributor-?name|text-?contributor-?name|author-?(?:name|info|meta|line)|dateline|datetime|timestamp|date|pub-?date|published|"
            r"posted-?on|post-?(?:meta|info|date)|entry-?meta|article-?(?:meta|info|date|header|head)|meta|metadata|"
            r"reading-?time|read-?time|kicker|category|categories|cat-links|standfirst|dek|subtitle|"
            r"sub-?title|headline|article-?title|entry-?(?:title|header)|post-?(?:title|header)|views?-?count"
        ),
        Part.ABOUT,
    ),
    (_names(r"aside|pull-?quote|pullquote|fact-?box|infobox|sidebox|complementary"), Part.ASIDE),
)
