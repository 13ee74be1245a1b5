"""Where a publisher's text is mended: how sure its reading was, which pages look wrong, one page block by block, and
rules tried on the last pages before they are saved."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from octavo.apps.articles.repair import (
    JudgedPage,
    count_pages,
    doubtful_pages,
    judged_page,
    memory_summary,
    page_of_article,
    preview,
    recent_pages,
    score_history,
)
from octavo.apps.sources.models import Publisher
from octavo.apps.sources.queries import publisher_by_slug
from octavo.apps.sources.rules import BadRule, Rules, SavedRules, rules_history, saved_rules
from octavo.engine.records import BodyState
from octavo.faces.reader.addresses import text_address
from octavo.faces.reader.body import is_web
from octavo.faces.reader.chart import chart_of, percent
from octavo.faces.reader.judged import folded, rows_of, text_of
from octavo.faces.reader.tried import Tried, tried_rules
from octavo.faces.reader.wording import told_state

LISTED = 30
TEXTS_SHOWN = 12  # of blocks newly dropped or kept on one page of a preview
EARLIER = 8  # sets of rules that can be brought back


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /sources/<slug>/text/?page=&article=&look=1&tried=1&drop=&keep=&body=&drop_text=&add=&without="""
    publisher = publisher_or_404(slug)
    article = _number(request.GET.get("article", ""))
    if article:
        return _of_article(request, publisher, article)
    context, status = base_context(publisher, request.GET)
    page = _number(request.GET.get("page", ""))
    if page:
        return _one_page(request, publisher, page, context, status)
    if request.GET.get("look") and status == 200:
        return previewed(request, publisher, context)
    return overview(request, publisher, context, status=status)


def publisher_or_404(slug: str) -> Publisher:
    publisher = publisher_by_slug(slug) if "\x00" not in slug else None
    if publisher is None:
        raise Http404("We follow no publisher of this name.")
    return publisher


def base_context(publisher: Publisher, given: QueryDict) -> tuple[dict[str, Any], int]:
    """What every page here shows, and the status to answer with: 422 where a rule is none, which is then left out."""
    saved = saved_rules(publisher)
    status, problem = 200, ""
    try:
        rules = tried_rules(given, saved.rules)
    except BadRule as error:
        rules, status, problem = _without_the_bad(given, saved.rules), 422, str(error)
    return context_of(publisher, rules, saved, problem=problem, typed=given if problem else None), status


def _without_the_bad(given: QueryDict, saved: Rules) -> Rules:
    """The rules tried so far, where only the one that was to be added is bad."""
    carried = given.copy()
    for name in ("add", "without", "kind", "value"):
        carried.pop(name, None)
    try:
        return tried_rules(carried, saved)
    except BadRule:
        return saved


def context_of(
    publisher: Publisher, rules: Rules, saved: SavedRules, *, problem: str = "", typed: QueryDict | None = None
) -> dict[str, Any]:
    """The context for rules that were checked."""
    return {
        "publisher": publisher, "address": text_address(publisher), "tried": Tried(rules, saved.rules),
        "saved_at": saved.changed_at, "seen": saved.changed_at.isoformat() if saved.changed_at else "",
        "problem": problem, "typed_kind": typed.get("kind", "") if typed else "",
        "typed_value": typed.get("value", "")[:1000] if typed else "",
    }  # fmt: skip


def overview(request: HttpRequest, publisher: Publisher, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The publisher's page."""
    days = score_history(publisher)
    doubtful = doubtful_pages(publisher, limit=LISTED)
    earlier = [
        (change, Tried(change.rules, context["tried"].saved)) for change in rules_history(publisher, limit=EARLIER)
    ]
    more = {
        "days": [(day, percent(day.score), percent(day.wrong)) for day in reversed(days)], "chart": chart_of(days),
        "doubtful": doubtful, "recent": recent_pages(publisher, limit=LISTED), "pages": count_pages(publisher),
        "memory": memory_summary(publisher), "said": _said(request.GET), "earlier": earlier,
    }  # fmt: skip
    return render(request, "reader/text.html", context | more, status=status)


def previewed(
    request: HttpRequest, publisher: Publisher, context: dict[str, Any], *, status: int = 200, said: str = ""
) -> HttpResponse:
    """What the rules being tried do to the last pages, with the button that saves them."""
    seen = preview(publisher, context["tried"].rules)
    changed = [page for page in seen.pages if page.changed]
    more = {
        "preview": seen, "changed": changed, "same": [page for page in seen.pages if not page.changed],
        "difference": seen.words_after - seen.words_before, "shown": f":{TEXTS_SHOWN}", "said": said,
    }  # fmt: skip
    return render(request, "reader/text_preview.html", context | more, status=status)


def _one_page(
    request: HttpRequest, publisher: Publisher, number: int, context: dict[str, Any], status: int
) -> HttpResponse:
    tried: Tried = context["tried"]
    judged = judged_page(number, tried.rules)
    if judged is None or judged.page.publisher_id != publisher.pk:
        raise Http404("No page of this number is kept.")
    before = judged_page(number, tried.saved) if tried.differs else None
    rows = rows_of(judged.blocks, tried.rules, before.blocks if before else None)
    more = {
        "page": judged, "kept": judged.page, "runs": folded(rows),
        "pieces": text_of(judged.blocks) if judged.state.readable else [],
        "count_kept": sum(row.kept for row in rows), "count_dropped": sum(not row.kept for row in rows),
        "count_turned": sum(row.turned for row in rows), "words_before": before.words if before else None,
        "sure": percent(judged.score), "state": told_state(judged.state, publisher.name),
        "is_full": judged.state == BodyState.FULL, "origin": _origin(judged),
    }  # fmt: skip
    return render(request, "reader/text_page.html", context | more, status=status)


def _origin(judged: JudgedPage) -> str:
    return judged.page.address if is_web(judged.page.address) else ""


def _of_article(request: HttpRequest, publisher: Publisher, article: int) -> HttpResponse:
    """To the page that an article was read from; to the publisher's, which says so, where it is not kept."""
    page = page_of_article(article)
    return redirect(f"{text_address(publisher)}?page={page}" if page else f"{text_address(publisher)}?said=not-kept")


def _said(given: QueryDict) -> str:
    """What an action that led here has done, in a sentence."""
    count = _number(given.get("count", ""))
    sentences = {
        "saved": _("The rules are saved. They hold for pages that come from now on."),
        "saved-again": _("The rules are saved. %(count)d stored pages are being read again with them."),
        "undone": _("The rules are as they were before. Read the stored pages again to see them so."),
        "changed": _("The rules were changed meanwhile, so that nothing was undone. Look at them first."),
        "again": _("%(count)d stored pages are being read again. Articles whose text changes get a new version."),
        "not-kept": _("The page of this article is not kept, so that it cannot be shown. Newer ones are below."),
    }
    return sentences.get(given.get("said", ""), "").replace("%(count)d", str(count))


def _number(value: str) -> int:
    """A number from an address; 0 for nonsense."""
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 18 else 0
