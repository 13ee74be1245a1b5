"""The reader's choice of light or dark, kept in a cookie, by a form that needs no script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from octavo.faces.reader.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@csrf_exempt  # a forged request could change the colours; a token would put a cookie on every reader
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """POST /theme/ theme=auto|light|dark, next=where to go on reading."""
    theme, after = request.POST.get("theme", ""), request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(after, allowed_hosts=None) and after.startswith("/")
    answer = redirect(after if is_ours else "/")
    if theme in THEMES[1:]:
        answer.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer
