"""The rules of the door to the web, as this installation's options set them."""

from __future__ import annotations

from django.conf import settings

from octavo.engine.fetching import FetchRules

HOSTS_AT_ONCE = 24


def fetch_rules() -> FetchRules:
    """What every request out obeys."""
    options = settings.OCTAVO
    return FetchRules(
        user_agent=settings.USER_AGENT,
        total_seconds=options["fetch_timeout"],
        max_bytes=options["fetch_max_bytes"],
        allow_private=frozenset(options["fetch_private"]),
        routes=routes(options["fetch_routes"]),
        concurrency=HOSTS_AT_ONCE,
    )


def routes(words: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """`.example=127.0.0.1:8123` -> {".example": ("127.0.0.1", 8123)}."""
    found = {}
    for word in words:
        suffix, _, target = word.partition("=")
        host, _, port = target.rpartition(":")
        found[suffix] = (host, int(port))
    return found


def is_played(host: str) -> bool:
    """Whether this host is played from this machine, so that no pace is owed to it."""
    return any(host.endswith(suffix) for suffix in routes(settings.OCTAVO["fetch_routes"]))
