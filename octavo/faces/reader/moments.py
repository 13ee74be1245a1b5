"""Times and lengths in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name, localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

WORDS_A_MINUTE = 220  # of reading for understanding, a middle value for newspaper prose


def told_ago(moment: datetime, now: datetime) -> str:
    """How long ago, in a few letters; the day itself from a week on. A moment in the future is named, not counted."""
    past = now - moment
    if past >= timedelta(days=7) or past < -timedelta(minutes=1):
        local = localtime(moment)
        return date_format(local, "j M" if local.year == localtime(now).year else "j M Y")
    minutes = int(past.total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(count)d min. ago", "%(count)d min. ago", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("%(count)d hr. ago", "%(count)d hr. ago", hours) % {"count": hours}
    days = hours // 24
    return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}


def exact(moment: datetime) -> str:
    """The moment with its zone: 1 May 2025, 14:05 UTC."""
    return _exact(moment, get_language(), get_current_timezone_name())


def day(moment: datetime) -> str:
    """The day: 1 May 2025."""
    return date_format(localtime(moment), "j F Y")


# A page says it forty times, and the next page says mostly the same.
@lru_cache(maxsize=8192)
def _exact(moment: datetime, language: str | None, zone: str) -> str:
    return date_format(localtime(moment), "j F Y, H:i T")


def told_wait(moment: datetime | None, now: datetime) -> str:
    """How long until a moment, in words."""
    if moment is None:
        return _("never")
    minutes = int((moment - now).total_seconds() // 60)
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("in %(count)d hour", "in %(count)d hours", hours) % {"count": hours}


def told_seconds(seconds: float | None) -> str:
    """A length of time in its largest unit."""
    if seconds is None:
        return "–"
    if seconds < 90:
        return ngettext("%(count)d second", "%(count)d seconds", int(seconds)) % {"count": int(seconds)}
    minutes = round(seconds / 60)
    if minutes < 90:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return ngettext("%(count)d hour", "%(count)d hours", round(minutes / 60)) % {"count": round(minutes / 60)}


def reading_minutes(words: int) -> int:
    """Minutes a text takes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
