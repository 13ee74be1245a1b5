"""A feed as an answer, in the form asked for, with what lets the next question cost nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from octavo.engine.parsing.feed_out import OutFeed, OutItem, clean, render_atom, render_json_feed
from octavo.faces.api.feeds.entries import stable_id

FORMS = {
    "atom": (render_atom, "application/atom+xml; charset=utf-8"),
    "json": (render_json_feed, "application/feed+json; charset=utf-8"),
}
FRESH_SECONDS = 120
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def site_of(request: HttpRequest) -> str:
    """Where this site is, without a slash at the end: as the operator says, else as it was asked."""
    return str(settings.OCTAVO["site_address"] or request.build_absolute_uri("/")).rstrip("/")


def answer(
    request: HttpRequest,
    form: str,
    items: Sequence[OutItem],
    *,
    name: str,
    key: Sequence[object],
    page: str,
    about: str = "",
) -> HttpResponse:
    """The feed `name` of these items, or 304 where the asker has it already.

    `key` tells this feed from the others of the site; `page` is the path of the page that shows the same.
    """
    site = site_of(request)
    languages = {item.language for item in items}
    feed = OutFeed(
        id=stable_id("feed", *key),
        title=clean(name),
        address=site + request.get_full_path(),
        homepage=site + page,
        updated=max((item.updated for item in items), default=_NEVER),
        items=tuple(items),
        description=about,
        language=languages.pop() if len(languages) == 1 else None,
    )
    render, media_type = FORMS[form]
    body = render(feed)
    response = HttpResponse(body, content_type=media_type)
    response["ETag"] = etag = f'"{sha256(body).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(feed.updated.timestamp())
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    found = get_conditional_response(request, etag=etag, last_modified=int(feed.updated.timestamp()), response=response)
    assert isinstance(found, HttpResponse)
    return found
