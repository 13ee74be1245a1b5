"""The briefing as a feed: one entry a day, made at the reader's hour."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from octavo.apps.assist.briefing import DAY, Briefed, briefing_of
from octavo.apps.letters.writing import briefing_context
from octavo.apps.speech.actions import ask_for_recording
from octavo.apps.speech.models import Recording, State
from octavo.apps.speech.saying import briefing_said
from octavo.engine.parsing.feed_out import OutItem, Sound, clean
from octavo.faces.api.feeds.answering import answer, site_of
from octavo.faces.api.feeds.entries import stable_id
from octavo.faces.reader.briefed import wanted_of
from octavo.faces.reader.listening import audio_path

HOUR = 6


@require_safe
def show(request: HttpRequest, form: str) -> HttpResponse:
    """GET /feeds/briefing.<form>?desks=&language=&minutes=&hour=&zone= : the newest edition, as it stood at its hour.

    Its id names the choices and the day, so that a reader's program shows it once.
    """
    wanted, now = wanted_of(request), timezone.now()
    at = newest_edition(now, *_when(request))
    briefed = briefing_of(
        wanted.choices, since=at - DAY, until=at, now=now, languages=settings.OCTAVO["languages"]
    )  # fmt: skip
    query = wanted.query(moving=False)
    key = ("briefing", query, str(at.tzinfo), at.hour)
    site, page = site_of(request), "/briefing/" + (f"?{query}" if query else "")
    items = [_entry(briefed, at, site, page, key)] if briefed.lines else []
    return answer(request, form, items, name=f"{_('Briefing')} — {settings.OCTAVO['site_name']}", key=key, page=page)


def _when(request: HttpRequest) -> tuple[int, ZoneInfo]:
    hour, zone = request.GET.get("hour", str(HOUR)), request.GET.get("zone", "UTC")
    if not (hour.isdecimal() and len(hour) < 3 and int(hour) < 24):
        raise Http404("The hour of a briefing is a number from 0 to 23.")
    if zone not in available_timezones():
        raise Http404("This is no time zone. Write it as Europe/Paris or Asia/Kolkata.")
    return int(hour), ZoneInfo(zone)


def newest_edition(now: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """The last time that it was this hour there."""
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), time(hour), zone)
    return at if at <= now else datetime.combine(local.date() - timedelta(days=1), time(hour), zone)


def _entry(briefed: Briefed, at: datetime, site: str, page: str, key: tuple[object, ...]) -> OutItem:
    title = _("Briefing of %(day)s") % {"day": date_format(at, "j F Y")}
    languages = {line.story.language for line in briefed.lines}
    return OutItem(
        id=stable_id(*key, at.date()), link=f"{site}{page}{'&' if '?' in page else '?'}"
        + urlencode({"since": "time", "at": briefed.since.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M")}),
        title=clean(title), published=at, updated=at,
        content=render_to_string("reader/letters/entry.html", briefing_context(briefed, at) | {"site": site}),
        summary=clean(" · ".join(line.part.label for line in briefed.lines[:5])),
        language=languages.pop() if len(languages) == 1 else None, minutes=max(1, round(briefed.reading)),
        sound=_sound(ask_for_recording(briefing_said(briefed, title), now=timezone.now(), address=page), site),
    )  # fmt: skip


def _sound(row: Recording | None, site: str) -> Sound | None:
    """What a feed says of a recording; nothing while it is being made."""
    if row is None or row.state != State.MADE or not audio_path(row):
        return None
    return Sound(address=site + audio_path(row), media_type=row.media_type, bytes=row.bytes, seconds=row.seconds)
