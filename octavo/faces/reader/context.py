"""What every page knows: the site's name, the reader's theme, which edition is played."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi

import octavo
from octavo.apps.sources.models import Edition
from octavo.apps.sources.queries import edition

THEMES = ("auto", "light", "dark")
EDITION_SECONDS = 10
THEME_COOKIE = "theme"


def theme_of(request: HttpRequest) -> str:
    """The reader's choice; `auto` follows the system."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return theme if theme in THEMES else "auto"


def _sample() -> Edition | None:
    """The sample edition while it is played. Every page shows it and it hardly changes: asked for every ten seconds."""
    return cache.get_or_set("sample-edition", lambda: edition("sample") or False, EDITION_SECONDS) or None


def site(request: HttpRequest) -> dict[str, Any]:
    """For every template. The edition is asked for only where a template shows it."""
    return {
        "site_name": settings.OCTAVO["site_name"],
        "theme": theme_of(request),
        # What the site's own words carry where they stand inside an article in another language.
        "spoken_here": format_html(
            'lang="{}" dir="{}"', get_language() or "en", "rtl" if get_language_bidi() else "ltr"
        ),
        "sample": SimpleLazyObject(_sample),
        "octavo_version": octavo.__version__,
    }
