"""The briefing: what is new and matters, desk by desk, with the place of each sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from octavo.apps.assist.briefing import LENGTHS, Choices
from octavo.apps.letters.actions import Refused, Wish, subscribe
from octavo.apps.letters.post import NotSent
from octavo.apps.letters.queries import sends_letters, what_is_missing
from octavo.apps.stories.desks import desks_told
from octavo.faces.reader.briefed import CHOICES_COOKIE, forget, remember, wanted_briefing, wanted_of
from octavo.faces.reader.desks import DESK_NAMES
from octavo.faces.reader.pages.front import preferred_languages

ZONES = (
    "UTC", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/Argentina/Buenos_Aires",
    "America/Bogota", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Mexico_City",
    "America/New_York", "America/Sao_Paulo", "Asia/Dhaka", "Asia/Dubai", "Asia/Hong_Kong", "Asia/Jakarta",
    "Asia/Jerusalem", "Asia/Karachi", "Asia/Kolkata", "Asia/Manila", "Asia/Riyadh", "Asia/Seoul", "Asia/Shanghai",
    "Asia/Singapore", "Asia/Tehran", "Asia/Tokyo", "Australia/Sydney", "Europe/Athens", "Europe/Berlin",
    "Europe/Istanbul", "Europe/Kyiv", "Europe/Lisbon", "Europe/London", "Europe/Madrid", "Europe/Moscow",
    "Europe/Paris", "Europe/Rome", "Pacific/Auckland",
)  # fmt: skip
_SAID = {
    "asked": "A letter is under way to this address, unless it was asked lately. Open the link in it to confirm.",
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """GET /briefing/?desks=&desks=&language=&minutes=&since=day|visit|time&at="""
    if request.GET.get("forget"):
        answer: HttpResponse = redirect("/briefing/")
        forget(answer)
        return answer
    return _page(request, said=_(_SAID.get(request.GET.get("said", ""), "")))


def _page(request: HttpRequest, *, said: str = "", bad: bool = False, status: int = 200) -> HttpResponse:
    now, wanted = timezone.now(), wanted_of(request)
    briefed = wanted_briefing(wanted, request, now, preferred=preferred_languages(request))
    told = set(desks_told())
    letters = sends_letters()
    context = {
        "briefed": briefed, "wanted": wanted, "lengths": LENGTHS, "minutes": max(1, round(briefed.reading)),
        "desks": [name for name in DESK_NAMES if name in told or name in wanted.choices.desks],
        "remembered": CHOICES_COOKIE in request.COOKIES, "query": wanted.query(moving=False), "said": said, "bad": bad,
        "letters": letters, "no_letters": "" if letters else no_letters(), "hours": range(24), "zones": ZONES,
    }  # fmt: skip
    answer = render(request, "reader/briefing.html", context, status=status)
    remember(answer, wanted, request, now)
    return answer


def no_letters() -> str:
    """Why no letters go out, for the operator."""
    missing = " and ".join(f"OCTAVO_{name.upper()}" for name in what_is_missing())
    if missing:
        return _("No letters yet: whoever runs this site has to set %(options)s too.") % {"options": missing}
    return _("This site sends no letters; whoever runs it can change that with OCTAVO_MAIL.")


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """POST /briefing/subscribe email= zone= hour= desks= language="""
    if not sends_letters():
        return _page(request, said=no_letters(), bad=True, status=404)
    try:
        subscribe(request.POST.get("email", "")[:254], wish_of(request), now=timezone.now())
    except Refused as error:
        return _page(request, said=str(error), bad=True, status=422)
    except NotSent as error:
        return _page(request, said=_("No letter could be sent. %(reason)s") % {"reason": error}, bad=True, status=503)
    return redirect("/briefing/?said=asked#letters")


def wish_of(request: HttpRequest) -> Wish:
    """When, and of what, a form asks for letters. Raises Refused."""
    hour = request.POST.get("hour", "")
    return Wish(
        choices=Choices.of(request.POST.getlist("desks"), request.POST.get("language", "")),
        zone=request.POST.get("zone", "") or "UTC", hour=int(hour) if hour.isdecimal() and len(hour) < 3 else 7,
    )  # fmt: skip
