"""What was sent to a model, where, and what came of it; and the reader's say in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from octavo.apps.assist.budgets import left_of
from octavo.apps.assist.queries import newest_calls
from octavo.faces.reader.model_choice import choose, configured, is_off, reader_of
from octavo.faces.reader.panel import NAMES

MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """GET /assist/sent/ lists what was sent; POST model=off|on chooses whether anything is sent for this reader."""
    if request.method == "POST":
        answer = redirect("/assist/sent/")
        choose(request, answer, off=request.POST.get("model") == "off")
        return answer
    rules, reader = configured(), reader_of(request)
    return render(
        request, "reader/assist/sent.html",
        {
            "rules": rules, "off": is_off(request), "calls": newest_calls(MOST, reader=reader), "names": NAMES,
            "left": left_of(rules, reader, now=timezone.now()) if rules else [],
        },
    )  # fmt: skip
