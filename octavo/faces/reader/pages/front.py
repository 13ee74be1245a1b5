"""The front page: what matters now, then by desk, then the rest; or, before the first story, what is happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header

from octavo.apps.queue.queries import jobs_left
from octavo.apps.sources.queries import count_feeds
from octavo.apps.stories.front import Front, front_page
from octavo.apps.stories.queries import Card
from octavo.apps.topics.queries import topics_of
from octavo.faces.reader.asked import language_of, start_of

LEADS = 3  # stories one of which leads the page, with its other reports
TOP = 8  # beside and below the lead story, before the desks
FIRST_PAGE = 32
NEXT_PAGE = 30
DESK_CARDS = 4
DESKS = 6


@dataclass(frozen=True, slots=True)
class Desk:
    """The best stories of a section."""

    name: str
    cards: tuple[Card, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET /?language=&as_of=&from="""
    asked = language_of(request)
    as_of = _moment(request.GET.get("as_of", ""))
    start = start_of(request)
    languages = [asked] if asked else list(settings.OCTAVO["languages"])
    front = front_page(
        now=timezone.now(), as_of=as_of, languages=languages, preferred=preferred_languages(request), start=start,
        limit=NEXT_PAGE if start else FIRST_PAGE, with_reports=0 if start else LEADS,
    )  # fmt: skip
    if not front.cards and not start:
        return _waiting(request, asked=asked, as_of=as_of, front=front)
    if request.headers.get("HX-Target") == "waiting":
        return HttpResponse(headers={"HX-Refresh": "true"})  # the first stories are here
    context = {
        "language": asked, "as_of": as_of, "day": as_of and as_of - timedelta(days=1),
        "languages": front.languages, "start": start, "places": front.places,
        "topics": {} if start else topics_of([card.lead.pk for card in front.cards[: TOP + 1]]),
        "more": _more(request, start + len(front.cards), front.total),
        **_composed(front.cards, whole=not start),
    }  # fmt: skip
    part = start and request.headers.get("HX-Request")
    return render(request, "reader/parts/more.html" if part else "reader/front.html", context)


def preferred_languages(request: HttpRequest) -> list[str]:
    """The reader's languages as his browser names them, the site's own behind; each by its first two letters."""
    wished = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return list(dict.fromkeys([code[:2] for code, _ in wished if code != "*"] + [(get_language() or "en")[:2]]))


def _composed(cards: Sequence[Card], *, whole: bool) -> dict[str, object]:
    """The best with a picture leads; then the next ones, then desks that have enough, then everything else in brief."""
    if not whole:
        return {"brief": cards}
    # A lead without a picture looks like an accident while one of the next two has one.
    lead = next((card for card in cards[:LEADS] if card.story.picture), cards[0])
    rest = [card for card in cards if card is not lead]
    top, rest = rest[:TOP], rest[TOP:]
    desks: list[Desk] = []
    # A desk of one or two is no desk; when more desks qualify than fit, the best placed stay.
    for name in dict.fromkeys(_desk(card) for card in rest):
        found = tuple(card for card in rest if _desk(card) == name)
        if name and len(found) >= 3 and len(desks) < DESKS:
            desks.append(Desk(found[0].story.section.strip() or name, picture_first(found[:DESK_CARDS])))
    on_desks = {id(card) for desk in desks for card in desk.cards}
    return {
        "lead": lead, "rail": top[:4], "grid": top[4:], "desks": desks,
        "brief": [card for card in rest if id(card) not in on_desks],
    }  # fmt: skip


def _desk(card: Card) -> str:
    return card.story.desk or card.story.section.strip().casefold()


def picture_first(cards: Sequence[Card]) -> tuple[Card, ...]:
    """A desk opens with its best story that has a picture; the others keep their order."""
    first = [card for card in cards if card.story.picture][:1]
    return (*first, *(card for card in cards if card not in first))


def _more(request: HttpRequest, reached: int, total: int) -> str:
    """The address of the next stretch; '' at the end."""
    if reached >= total:
        return ""
    kept = {name: request.GET[name] for name in ("language", "as_of") if request.GET.get(name)}
    return "/?" + urlencode({**kept, "from": reached})


def _waiting(request: HttpRequest, *, asked: str, as_of: datetime | None, front: Front) -> HttpResponse:
    """Nothing to show yet: says why, and looks again by itself."""
    context = {
        "language": asked, "as_of": as_of, "languages": front.languages, "feeds": count_feeds(), "jobs": jobs_left(),
        "filtered": bool(asked or as_of),
    }  # fmt: skip
    template = "reader/parts/waiting.html" if request.headers.get("HX-Request") else "reader/waiting.html"
    return render(request, template, context)


def _moment(value: str) -> datetime | None:
    """The end of the day asked for."""
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Http404(f"{value[:40]} is no day") from None
    if not 1000 < day.year < 9999:  # reckoning around it must not leave the calendar
        raise Http404(f"{value[:40]} is no day of this site")
    return datetime.combine(day, time(), UTC) + timedelta(days=1)
