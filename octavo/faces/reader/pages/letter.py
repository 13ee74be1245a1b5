"""A subscription, by the secret of its letters: confirming, changing and ending it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from octavo.apps.letters.actions import Refused, change, confirm, unsubscribe
from octavo.apps.letters.queries import subscription_of
from octavo.apps.letters.writing import letter_path
from octavo.apps.stories.desks import desks_told, languages_told
from octavo.faces.reader.desks import DESK_NAMES
from octavo.faces.reader.pages.briefing import ZONES, wish_of

_SAID = {"confirmed": "Confirmed. The first letter comes at the hour you chose.", "changed": "Saved."}


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """GET /briefing/letter/<token>/ ; POST do=confirm|change|unsubscribe. Opening the page changes nothing: programs
    that look through letters open every link."""
    row = subscription_of(token)
    if row is None:
        return _gone(request, 404)
    said, status = _SAID.get(request.GET.get("said", ""), ""), 200
    if request.method == "POST":
        wish = request.POST.get("do", "")
        if wish == "unsubscribe":
            unsubscribe(row)
            return _gone(request, 200)
        try:
            if wish == "confirm":
                confirm(row, now=timezone.now())
            elif wish == "change":
                change(row, wish_of(request))
            return redirect(f"{letter_path(token)}?said={'confirmed' if wish == 'confirm' else 'changed'}")
        except Refused as error:
            said, status = str(error), 422
    context = {
        "row": row, "address": letter_path(token), "said": _(said) if said else "", "bad": status != 200,
        "desks": [name for name in DESK_NAMES if name in {*desks_told(), *row.desks}],
        "languages": sorted({*languages_told(), *filter(None, [row.language])}), "hours": range(24), "zones": ZONES,
    }  # fmt: skip
    return _private(render(request, "reader/letter.html", context, status=status))


@csrf_exempt  # RFC 8058: the reader's mail service asks, which has no form of ours; the token is the secret
@require_http_methods(["GET", "HEAD", "POST"])
def one_click(request: HttpRequest, token: str) -> HttpResponse:
    """POST /briefing/letter/<token>/unsubscribe List-Unsubscribe=One-Click ; who opens it is led to the page."""
    if request.method != "POST":
        return redirect(f"{letter_path(token)}#end")
    row = subscription_of(token)
    if row is not None:
        unsubscribe(row)
    return HttpResponse(_("Unsubscribed."), content_type="text/plain; charset=utf-8")


def _gone(request: HttpRequest, status: int) -> HttpResponse:
    context = {
        "title": _("Unsubscribed") if status == 200 else _("Nothing to change here"),
        "text": _("No more letters come, and the address is forgotten.") if status == 200 else
        _("This link belongs to no subscription: it has ended, or was never confirmed in time."),
    }  # fmt: skip
    return _private(render(request, "reader/letter.html", context, status=status))


def _private(answer: HttpResponse) -> HttpResponse:
    """No cache keeps it: its address is a secret."""
    answer["Cache-Control"] = "no-store"
    return answer
