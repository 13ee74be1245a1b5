"""What changes how a publisher's text is read: saving rules, undoing the last change, reading stored pages again."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from octavo.apps.articles.repair import reextract
from octavo.apps.sources.models import Publisher
from octavo.apps.sources.rules import (
    BadRule,
    Rules,
    SavedRules,
    check_toml,
    export_rules,
    rules_history,
    save_rules,
    saved_rules,
)
from octavo.faces.reader.addresses import text_address
from octavo.faces.reader.pages import text
from octavo.faces.reader.tried import tried_rules

LARGEST_TOML = 64 * 1024


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """POST /sources/<slug>/text/rules tried=1 drop= keep= body= drop_text= seen= again=1"""
    publisher = text.publisher_or_404(slug)
    saved = saved_rules(publisher)
    try:
        rules = tried_rules(request.POST, saved.rules)
    except BadRule as error:
        context = text.context_of(publisher, saved.rules, saved, problem=str(error))
        return text.overview(request, publisher, context, status=422)
    if not _is_current(request, saved):
        said = _("The rules were changed meanwhile. This is what yours would do now.")
        return text.previewed(request, publisher, text.context_of(publisher, rules, saved), status=409, said=said)
    save_rules(publisher, rules, now=timezone.now())
    if request.POST.get("again"):
        return _back(publisher, "saved-again", reextract(publisher))
    return _back(publisher, "saved")


@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """POST /sources/<slug>/text/undo seen= brings back the rules before the last change."""
    publisher = text.publisher_or_404(slug)
    if not _is_current(request, saved_rules(publisher)):
        return _back(publisher, "changed")
    before = rules_history(publisher, limit=2)[1:]
    save_rules(publisher, before[0].rules if before else Rules(), now=timezone.now())
    return _back(publisher, "undone")


@require_POST
def read_again(request: HttpRequest, slug: str) -> HttpResponse:
    """POST /sources/<slug>/text/again"""
    publisher = text.publisher_or_404(slug)
    return _back(publisher, "again", reextract(publisher))


@require_http_methods(["GET", "HEAD", "POST"])
def toml(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /sources/<slug>/text/rules.toml gives the rules; POST file= shows what those of a file would do."""
    publisher = text.publisher_or_404(slug)
    if request.method != "POST":
        return _file(publisher)
    saved = saved_rules(publisher)
    try:
        named, rules = check_toml(_given_toml(request))
    except BadRule as error:
        context = text.context_of(publisher, saved.rules, saved, problem=str(error))
        return text.overview(request, publisher, context, status=422)
    said = _("These rules come from a file. Nothing is saved yet.")
    if named != publisher.slug:
        said = _("This file was written for “%(name)s”. Nothing is saved yet.") % {"name": named}
    return text.previewed(request, publisher, text.context_of(publisher, rules, saved), said=said)


def _file(publisher: Publisher) -> HttpResponse:
    answer = HttpResponse(export_rules(publisher), content_type="application/toml; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(publisher.slug)}.toml"
    return answer


def _given_toml(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is None:
        raise BadRule("", _("Choose a TOML file first."))
    if (file.size or 0) > LARGEST_TOML:
        raise BadRule("", _("This file is larger than 64 kB; rules are not."))
    try:
        return str(file.read(), "utf-8-sig")
    except UnicodeDecodeError:
        raise BadRule("", _("This file is not text in UTF-8.")) from None


def _is_current(request: HttpRequest, saved: SavedRules) -> bool:
    """Whether the form was made from the rules that are saved now."""
    at = saved.changed_at
    return request.POST.get("seen", "") == (at.isoformat() if at else "")


def _back(publisher: Publisher, said: str, count: int = 0) -> HttpResponse:
    query = {"said": said, "count": count} if count else {"said": said}
    return redirect(f"{text_address(publisher)}?{urlencode(query)}")
