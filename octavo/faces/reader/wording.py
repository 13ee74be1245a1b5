"""What Octavo's short words mean, in sentences for readers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.apps.sources.models import Feed
from octavo.engine.records import BlockKind, BodyState

LANGUAGE_NAMES = {
    "am": "አማርኛ", "ar": "العربية", "bg": "Български", "bn": "বাংলা", "ca": "Català", "cs": "Čeština", "da": "Dansk",
    "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti", "fa": "فارسی", "fi": "Suomi",
    "fr": "Français", "gu": "ગુજરાતી", "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar",
    "id": "Bahasa Indonesia", "is": "Íslenska", "it": "Italiano", "ja": "日本語", "kn": "ಕನ್ನಡ", "ko": "한국어",
    "lt": "Lietuvių", "lv": "Latviešu", "ml": "മലയാളം", "mr": "मराठी", "ms": "Bahasa Melayu", "nb": "Norsk bokmål",
    "ne": "नेपाली", "nl": "Nederlands", "nn": "Norsk nynorsk", "no": "Norsk", "pa": "ਪੰਜਾਬੀ", "pl": "Polski",
    "pt": "Português", "ro": "Română", "ru": "Русский", "sk": "Slovenčina", "sl": "Slovenščina", "sq": "Shqip",
    "sr": "Српски", "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "th": "ไทย", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip


def language_name(code: str) -> str:
    """A language in its own words; its code where we do not know it."""
    return LANGUAGE_NAMES.get(code, code)


_STATES = {
    BodyState.FULL: gettext_lazy("The full text, as %(publisher)s published it."),
    BodyState.TEASER: gettext_lazy("Only the opening: %(publisher)s did not give us more."),
    BodyState.PAYWALLED: gettext_lazy("%(publisher)s asks for a subscription; this is what everybody may read."),
    BodyState.VIDEO: gettext_lazy("This is a video. It plays at %(publisher)s."),
    BodyState.AUDIO: gettext_lazy("This is a recording. It plays at %(publisher)s."),
    BodyState.LIVE: gettext_lazy("A live blog, as it stood when we last read it. %(publisher)s may have gone on."),
    BodyState.GALLERY: gettext_lazy("A series of pictures. All of them are at %(publisher)s."),
    BodyState.BLOCKED: gettext_lazy("%(publisher)s did not let us read this page, so we hold its headline only."),
    BodyState.EMPTY: gettext_lazy("We found no text on this page of %(publisher)s."),
    BodyState.NOT_ARTICLE: gettext_lazy("This page of %(publisher)s turned out not to be an article."),
}
_SHORT_STATES = {
    BodyState.FULL: gettext_lazy("full text"),
    BodyState.TEASER: gettext_lazy("opening only"),
    BodyState.PAYWALLED: gettext_lazy("subscription"),
    BodyState.VIDEO: gettext_lazy("video"),
    BodyState.AUDIO: gettext_lazy("audio"),
    BodyState.LIVE: gettext_lazy("live blog"),
    BodyState.GALLERY: gettext_lazy("pictures"),
    BodyState.BLOCKED: gettext_lazy("blocked by the publisher"),
    BodyState.EMPTY: gettext_lazy("no text found"),
    BodyState.NOT_ARTICLE: gettext_lazy("not an article"),
}


def told_state(state: str, publisher: str) -> str:
    """What we hold of an article's body, in one sentence."""
    return str(_STATES[BodyState(state)]) % {"publisher": publisher}


def short_state(state: str) -> str:
    """What we hold of an article's body, in two words."""
    return str(_SHORT_STATES[BodyState(state)])


_WHYS = {
    "article": gettext_lazy("part of the article"),
    "outside": gettext_lazy("outside the article"),
    "furniture": gettext_lazy("navigation, promotion or a notice"),
    "seen on other pages": gettext_lazy("stands on other pages of this publisher too"),
    "rule": gettext_lazy("by a rule"),
    "headline": gettext_lazy("repeats the headline"),
    "residue": gettext_lazy("a phrase that is never part of an article"),
    "link list": gettext_lazy("a list of links"),
    "repeated": gettext_lazy("stands on this page already"),
    "score": gettext_lazy("reads unlike the article around it"),
}
_DOUBTS = {
    "blocked": gettext_lazy("The publisher did not let us read it."),
    "empty": gettext_lazy("No text was found on it."),
    "not an article": gettext_lazy("It was taken for no article."),
    "unsure": gettext_lazy("Octavo is not sure which of its text is the article."),
    "short": gettext_lazy("It passes for whole, but has very few words."),
}


_RULE_KINDS = {
    "drop": gettext_lazy("Drop"),
    "keep": gettext_lazy("Keep"),
    "body": gettext_lazy("Body is in"),
    "drop_text": gettext_lazy("Drop the words"),
}
_BLOCKS = {
    BlockKind.PARAGRAPH: gettext_lazy("paragraph"),
    BlockKind.HEADING: gettext_lazy("heading"),
    BlockKind.QUOTE: gettext_lazy("quotation"),
    BlockKind.LIST: gettext_lazy("list"),
    BlockKind.TABLE: gettext_lazy("table"),
    BlockKind.IMAGE: gettext_lazy("picture"),
    BlockKind.EMBED: gettext_lazy("embed"),
}


def told_kind(kind: str) -> str:
    """What a rule of this kind does, in a word or two."""
    return str(_RULE_KINDS.get(kind, kind))


def told_block(kind: str) -> str:
    """A kind of block, in a word."""
    return str(_BLOCKS[BlockKind(kind)])


def told_why(why: str, *, kept: bool) -> str:
    """Why a block of a page was kept or dropped, in a few words."""
    if kept and why == "score":
        return _("reads like the article around it")
    return str(_WHYS.get(why, why))


def told_doubt(why: str) -> str:
    """Why a page looks wrong, in one sentence; '' where it does not."""
    return str(_DOUBTS.get(why, why))


@dataclass(frozen=True, slots=True)
class Health:
    """A feed's health: its word, how the word is shown, and a sentence."""

    word: str
    name: str
    sentence: str


def told_health(feed: Feed) -> Health:
    """How a feed is, in plain words."""
    if feed.health == "well":
        return Health("well", _("Well"), "")
    if feed.health == "unchecked":
        return Health("unchecked", _("Not asked yet"), _("No poll has succeeded so far."))
    error = feed.error or _("It did not answer.")
    if feed.health == "retired":
        return Health("retired", _("Retired"), error)
    if feed.succeeded_at is None:
        return Health("failing", _("Failing"), _("It has never worked: %(error)s") % {"error": error})
    return Health("failing", _("Failing"), error)
