"""What several pages are asked for in the same way."""

from __future__ import annotations

from django.http import HttpRequest


def start_of(request: HttpRequest) -> int:
    """The place in a long list that `?from=` names; 0 for none, and for nonsense."""
    given = request.GET.get("from", "")
    return int(given) if given.isdecimal() and len(given) < 6 else 0


def language_of(request: HttpRequest) -> str:
    """The code that `?language=` names; '' for none. Without NUL, which PostgreSQL refuses to look for."""
    return request.GET.get("language", "").replace("\0", "")[:8]
