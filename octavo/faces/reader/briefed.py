"""What a reader chose of the briefing, in the address or remembered in his own browser, and what is told of it.

The cookies hold choices and times, no name and no number; nothing of them is kept here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from octavo.apps.assist.asked import moment_of
from octavo.apps.assist.briefing import DAY, LONGEST, Briefed, Choices, briefing_of

CHOICES_COOKIE, SEEN_COOKIE = "briefing", "briefing-seen"
YEAR = 365 * 24 * 3600
ONE_VISIT = timedelta(minutes=30)  # in which the page may be looked at again without losing its news
SINCE = ("day", "visit", "time")
_NAMES = ("desks", "language", "since", "at", "minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The choices, and since when: `day`, `visit`, or `time` with a moment."""

    choices: Choices
    since: str = SINCE[0]
    at: datetime | None = None
    is_asked: bool = False  # in the address

    def query(self, *, moving: bool = True) -> str:
        """The choices as an address has them, without defaults; `moving`: with the time since when."""
        pairs = [("desks", desk) for desk in self.choices.desks]
        pairs += [("language", self.choices.language)] if self.choices.language else []
        if self.choices.minutes != Choices().minutes:
            pairs.append(("minutes", str(self.choices.minutes)))
        if moving and self.since != SINCE[0]:
            pairs.append(("since", self.since))
        if moving and self.since == "time" and self.at:
            pairs.append(("at", self.at.strftime("%Y-%m-%dT%H:%M")))
        return urlencode(pairs)


def wanted_of(request: HttpRequest) -> Wanted:
    """From the address where it names any choice, else as the browser remembers it."""
    if any(name in request.GET for name in _NAMES):
        return _wanted(request.GET, is_asked=True)
    return _wanted(QueryDict(request.COOKIES.get(CHOICES_COOKIE, "")[:1000]), is_asked=False)


def _wanted(given: QueryDict, *, is_asked: bool) -> Wanted:
    choices = Choices.of(given.getlist("desks"), given.get("language", ""), given.get("minutes", ""))
    since = given.get("since", "")
    at = moment_of(given.get("at", "")) if since == "time" else None
    known = since if since in SINCE and (at or since != "time") else SINCE[0]
    return Wanted(choices=choices, since=known, at=at, is_asked=is_asked)


def wanted_briefing(wanted: Wanted, request: HttpRequest, now: datetime, *, preferred: list[str]) -> Briefed:
    """The briefing that was asked for."""
    since = {"day": None, "visit": _visited(request, now)[0], "time": wanted.at}[wanted.since]
    since = min(max(since or now - DAY, now - LONGEST), now)
    return briefing_of(
        wanted.choices, since=since, now=now, languages=settings.OCTAVO["languages"], preferred=preferred
    )


def remember(answer: HttpResponse, wanted: Wanted, request: HttpRequest, now: datetime) -> None:
    """Lets the browser remember what was asked for, and when it was here where that is asked for."""
    if wanted.is_asked:
        _set(answer, request, CHOICES_COOKIE, wanted.query())
    if wanted.since == "visit":
        before, last = _visited(request, now)
        _set(answer, request, SEEN_COOKIE, f"{_stamp(before)}.{_stamp(last)}")


def _visited(request: HttpRequest, now: datetime) -> tuple[datetime | None, datetime]:
    """When the visit before this one was, and when this one is; from the browser's own memory."""
    before, _dot, last = request.COOKIES.get(SEEN_COOKIE, "").partition(".")
    known = [datetime.fromtimestamp(int(each), UTC) if each.isdecimal() and len(each) < 11 else None
             for each in (before, last)]  # fmt: skip
    if known[1] is None or known[1] > now:
        return None, now
    return (known[0], known[1]) if now - known[1] < ONE_VISIT else (known[1], now)


def _stamp(moment: datetime | None) -> str:
    return str(int(moment.timestamp())) if moment else ""


def _set(answer: HttpResponse, request: HttpRequest, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())


def forget(answer: HttpResponse) -> None:
    """Lets the browser forget the choices and the visits."""
    for name in (CHOICES_COOKIE, SEEN_COOKIE):
        answer.delete_cookie(name, samesite="Lax")


def told_news(kind: str, fresh: int) -> str:
    """Whether a story is new, or how many reports it goes on with."""
    if kind == "new":
        return _("new")
    return ngettext("goes on: %(count)d new report", "goes on: %(count)d new reports", fresh) % {"count": fresh}
