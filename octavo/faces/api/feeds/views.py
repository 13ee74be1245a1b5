"""The feeds. Each answers as Atom (`.atom`) and as JSON Feed (`.json`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from octavo.apps.articles.queries import newest_of
from octavo.apps.search.asked import SearchQuery
from octavo.apps.search.queries import SearchHit, search
from octavo.apps.sources.queries import publisher_by_slug
from octavo.apps.stories.desks import desk_page
from octavo.apps.stories.front import front_page
from octavo.apps.stories.linked import thread_by_id, thread_chain
from octavo.apps.stories.page import story_page
from octavo.apps.stories.queries import excerpt_of, introduced
from octavo.apps.topics.queries import articles_about, topic_named
from octavo.engine.parsing.feed_out import OutItem
from octavo.faces.api.feeds.answering import answer, site_of
from octavo.faces.api.feeds.entries import article_entry, story_entry
from octavo.faces.reader.addresses import publisher_address, story_address, thread_address, topic_address
from octavo.faces.reader.asked import language_of
from octavo.faces.reader.desks import DESK_NAMES, desk_address, desk_name

ENTRIES = 40


@require_safe
def front(request: HttpRequest, form: str) -> HttpResponse:
    """GET /feeds/front.<form>?language= : the stories of the front page."""
    language = language_of(request)
    languages = (language,) if language else settings.OCTAVO["languages"]
    cards = front_page(now=timezone.now(), languages=languages, limit=ENTRIES).cards
    site = site_of(request)
    return answer(
        request, form, [story_entry(card, site) for card in cards], name=settings.OCTAVO["site_name"],
        key=("front", language), page="/" + (f"?{urlencode({'language': language})}" if language else ""),
    )  # fmt: skip


@require_safe
def desk(request: HttpRequest, form: str, desk: str) -> HttpResponse:
    """GET /feeds/desk/<name>.<form>?language= : the stories of a desk, as its page ranks them."""
    if desk not in DESK_NAMES:
        raise Http404(f"There is no desk of this name. There are: {', '.join(DESK_NAMES)}.")
    language = language_of(request)
    languages = (language,) if language else settings.OCTAVO["languages"]
    cards = desk_page(desk, now=timezone.now(), languages=languages, limit=ENTRIES).cards
    site = site_of(request)
    page = desk_address(desk) + (f"?{urlencode({'language': language})}" if language else "")
    return answer(
        request, form, [story_entry(card, site) for card in cards], name=_named(desk_name(desk)),
        key=("desk", desk, language), page=page,
    )  # fmt: skip


@require_safe
def topic(request: HttpRequest, form: str, language: str, slug: str) -> HttpResponse:
    """GET /feeds/topic/<language>/<slug>.<form> : the newest reports with a hashtag."""
    found = topic_named(language, slug)
    if found is None:
        raise Http404("No article carries this hashtag.")
    site = site_of(request)
    items = [article_entry(article, excerpt_of(article), site) for article in articles_about(found, limit=ENTRIES)]
    name = _named(f"#{found.name}")
    return answer(request, form, items, name=name, key=("topic", found.pk), page=topic_address(found))


@require_safe
def publisher(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    """GET /feeds/publisher/<slug>.<form> : a publisher's newest reports."""
    found = publisher_by_slug(slug)
    if found is None:
        raise Http404("We follow no publisher of this name.")
    newest = [article.pk for article in newest_of(found, limit=ENTRIES)]
    return answer(
        request, form, _introduced(newest, site_of(request)), name=_named(found.name), key=("publisher", found.pk),
        page=publisher_address(found),
    )  # fmt: skip


@require_safe
def story(request: HttpRequest, form: str, pk: int) -> HttpResponse:
    """GET /feeds/story/<id>.<form> : the reports of a story, newest first."""
    page = story_page(pk, limit=ENTRIES)
    if page is None:
        raise Http404("There is no story of this number.")
    site = site_of(request)
    items = [article_entry(telling.article, telling.excerpt, site) for telling in page.tellings]
    return answer(
        request, form, items, name=_named(page.story.title), key=("story", pk), page=story_address(page.story),
        about=_("Reports of one event"),
    )  # fmt: skip


@require_safe
def thread(request: HttpRequest, form: str, pk: int) -> HttpResponse:
    """GET /feeds/thread/<id>.<form> : the stories of an affair, newest first."""
    affair = thread_by_id(pk)
    if affair is None:
        raise Http404("There is no thread of this number.")
    site = site_of(request)
    items = [story_entry(link.card, site) for link in thread_chain(affair, limit=ENTRIES)]
    return answer(
        request, form, items, name=_named(affair.title), key=("thread", affair.pk), page=thread_address(affair),
        about=_("Stories of one affair"),
    )  # fmt: skip


@require_safe
def found(request: HttpRequest, form: str) -> HttpResponse:
    """GET /feeds/search.<form>? with the parameters of /search/ : the newest reports that answer a search.

    Always by time: a reader who follows a search wants what is new.
    """
    asked = replace(SearchQuery.from_params(request.GET.dict()), order="time", cursor="", limit=ENTRIES)
    if asked.is_empty:
        raise Http404("This feed needs something to search for.")
    page = search(asked, now=timezone.now())
    site = site_of(request)
    items = [article_entry(hit.article, _excerpt(hit), site) for hit in page.hits]
    params = asked.to_params()
    return answer(
        request, form, items, name=_named(asked.words or _("Search")), key=("search", urlencode(params)),
        page=f"/search/?{urlencode(params)}", about=" ".join(page.problems),
    )  # fmt: skip


def _introduced(ids: Sequence[int], site: str) -> list[OutItem]:
    rows = {article.pk: article for article in introduced(ids)}
    return [article_entry(rows[pk], excerpt_of(rows[pk]), site) for pk in ids if pk in rows]


def _excerpt(hit: SearchHit) -> str:
    return "".join(text for text, _is_match in hit.excerpt)


def _named(name: str) -> str:
    return f"{name} — {settings.OCTAVO['site_name']}"
