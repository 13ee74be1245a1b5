"""What Octavo's short words mean, in sentences for readers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.apps.sources.models import Feed
from octavo.engine.records import BodyState

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
