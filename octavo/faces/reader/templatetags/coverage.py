"""Tags of the front page and the story page: why a story is here, who else tells it, who reports it where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from octavo.apps.stories.front import Placed
from octavo.apps.stories.queries import Card
from octavo.faces.reader import moments, whys
from octavo.faces.reader.addresses import title_slug
from octavo.faces.reader.figures import listed
from octavo.faces.reader.templatetags.octavo import ago, outlets, spoken
from octavo.faces.reader.wording import language_name, short_state

TELLERS = 5  # of a fact, before the others are only counted
SHOWN, SHOWN_OF_MANY = 6, 3  # reports of a country, before the others are folded; the same where countries are many
FEW = 4  # countries

register = template.Library()
register.filter("told_kinds", whys.told_kinds)
register.filter("told_kind_of", whys.told_kind_of)


# A page holds forty of these and hundreds of the next: they are put together by hand, each value escaped.
@register.simple_tag(takes_context=True)
def standing(context: Context, card: Card) -> SafeString:
    """Who tells a story and when; on the front page also why it stands there, and which other languages tell it."""
    placed: Placed | None = (context.get("places") or {}).get(card.story.pk)
    here = context["spoken_here"]
    line = f"<bdi {here}>{outlets(card.story, card.lead)} · {ago(card.story.last_at)}</bdi>"
    if placed is None:
        return SafeString(f'<p class="meta">{line}</p>')
    return SafeString(
        f'<details class="why-here"><summary class="meta">{line} <span class="ask" aria-hidden="true">?</span>'
        f'<span class="aside" {here}>{escape(_("Why is this here?"))}</span></summary>'
        f'<ul class="small">{_bill(placed, here)}</ul></details>{_also_in(placed, here)}'
    )


def _bill(placed: Placed, here: str) -> str:
    """The reasons of a place, the factor of each behind it. Lines run the way of the story's language."""
    return "".join(
        f"<li{' class=down' * down}><bdi {here}>{escape(told)}</bdi> <bdi>{factor}</bdi></li>"
        for told, factor, down in whys.told_weights(placed.weights)
    )


def _also_in(placed: Placed, here: str) -> str:
    """The other languages that tell the same event, each a link."""
    if not placed.also:
        return ""
    links = ", ".join(
        f'<a href="/story/{each.id}/{title_slug(each.title)}/" title="{escape(each.title)}" {spoken(each.language)} '
        f'hreflang="{escape(each.language)}">{escape(language_name(each.language))}</a>'
        for each in placed.also
    )
    return f'<p class="small also"><bdi {here}>{escape(_("Also in"))} {links}</bdi></p>'


@register.simple_tag(takes_context=True)
def texts_of(context: Context, country: Mapping[str, Any], language: str) -> SafeString:
    """The reports of a country with a text of their own, copies folded under them, the later of many folded too."""
    now, way, here = timezone.now(), spoken(language), context["spoken_here"]
    texts = [_text(text, way, here, now) for text in country["texts"]]
    shown = SHOWN if len(context["page"].countries) <= FEW else SHOWN_OF_MANY
    more = len(texts) - shown if len(texts) > shown + 1 else 0
    if not more:
        return SafeString(f"<ul>{''.join(texts)}</ul>")
    told = ngettext("%(count)d earlier report", "%(count)d earlier reports", more) % {"count": more}
    return SafeString(
        f"<ul>{''.join(texts[:shown])}</ul><details><summary><bdi {here}>{escape(told)}</bdi></summary>"
        f"<ul>{''.join(texts[shown:])}</ul></details>"
    )


def _text(text: Mapping[str, Any], way: str, here: str, now: datetime) -> str:
    kind, state = whys.told_kind_of(text["kind"]), text["state"]
    about = [f'<bdi class="who">{escape(text["who"])}</bdi>']
    about += [escape(kind)] if kind else []
    about += [escape(short_state(state))] if state != "full" else []
    about += [_when(text["at"], now), *_reuse(text["reuse"])]
    return (
        f'<li><a href="{_address(text)}" {way}>{escape(text["title"])}</a>'
        f'<p class="small"><bdi {here}>{" · ".join(about)}</bdi></p>{_copies(text["copies"], here)}</li>'
    )


def _address(row: Mapping[str, Any]) -> str:
    return f"/article/{row['id']}/{title_slug(row['title'])}/"


def _when(written: str, now: datetime) -> str:
    moment = datetime.fromisoformat(written)
    told = escape(moments.told_ago(moment, now))
    return f'<time datetime="{escape(written)}" title="{escape(moments.exact(moment))}">{told}</time>'


def _reuse(reuse: Mapping[str, Any] | None) -> list[str]:
    if reuse is None:
        return []
    told = _("%(percent)d%% of its words from %(name)s") % {"percent": reuse["percent"], "name": reuse["whose"]}
    return [f'<a class="reused" href="/article/{reuse["id"]}/">{escape(told)}</a>']


def _copies(copies: Sequence[Mapping[str, Any]], here: str) -> str:
    if not copies:
        return ""
    count = len({copy["who"] for copy in copies})
    told = ngettext("%(count)d other outlet carries this text", "%(count)d other outlets carry this text", count)
    items = "".join(
        f'<li><bdi {here}><a href="{_address(copy)}"><bdi>{escape(copy["who"])}</bdi></a>'
        f"{' · ' + escape(copy['country']) if copy['country'] else ''}</bdi></li>"
        for copy in copies
    )
    summary = f"<summary><bdi {here}>{escape(told % {'count': count})}</bdi></summary>"
    return f"<details>{summary}<ul class=copies>{items}</ul></details>"


@register.simple_tag
def also_said(fact: Any) -> SafeString:
    """Who says it too, after the first."""
    if not fact.also:
        return SafeString()
    links = format_html_join(
        ", ", '<a href="/article/{}/" title="{}"><bdi>{}</bdi></a>',
        ((each.article, moments.exact(each.at), each.publisher) for each in fact.also[:TELLERS]),
    )  # fmt: skip
    more = len(fact.also) - TELLERS
    rest = ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more} if more > 0 else ""
    return format_html('<span class="then">{} {} {}</span>', _("then also"), links, rest)


@register.simple_tag
def silent_sides(silent: Sequence[Any]) -> str:
    """The beginning of a sentence on many sides of a story, counted instead of named."""
    countries = sum(side.kind == "country" for side in silent)
    kinds = len(silent) - countries
    told = [ngettext("%(count)d country", "%(count)d countries", countries) % {"count": countries}] if countries else []
    if kinds:
        told.append(ngettext("%(count)d kind of outlet", "%(count)d kinds of outlets", kinds) % {"count": kinds})
    return _("No later report that we hold from %(sides)s mentions") % {"sides": listed(told)}
