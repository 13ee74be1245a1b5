"""Tags and filters that every template has: addresses, times, pictures, directions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from octavo.apps.articles.models import Article
from octavo.apps.assist.related import RelatedArticle
from octavo.apps.pictures.queries import picture_address
from octavo.apps.stories.models import Story
from octavo.apps.topics.models import Topic
from octavo.engine.text.language import direction
from octavo.faces.reader import addresses, agreement, chart, desks, moments, whys, wording
from octavo.faces.reader.body import is_web
from octavo.faces.reader.figures import listed
from octavo.faces.reader.reasons import marked_reason

register = template.Library()

register.filter("article_address", addresses.article_address)
register.filter("story_address", addresses.story_address)
register.filter("thread_address", addresses.thread_address)
register.filter("topic_address", addresses.topic_address)
register.filter("publisher_address", addresses.publisher_address)
register.filter("desk_address", desks.desk_address)
register.filter("desk_name", desks.desk_name)
register.filter("text_address", addresses.text_address)
register.filter("own_language", wording.language_name)
register.filter("short_state", wording.short_state)
register.filter("told_health", wording.told_health)
register.filter("told_doubt", wording.told_doubt)
register.filter("told_kind", wording.told_kind)
register.filter("told_block", wording.told_block)
register.filter("percent", chart.percent)
register.filter("told_seconds", moments.told_seconds)
register.filter("exact", moments.exact)
register.filter("day", moments.day)
register.simple_tag(agreement.told_agreement, name="agreement")
register.filter("is_web", is_web)


@register.filter
def told_wait(moment: datetime | None) -> str:
    """How long until a moment."""
    return moments.told_wait(moment, timezone.now())


@register.filter
def direction_of(language: str | None) -> str:
    """`rtl` or `ltr`; `auto` where the language is not known, so that the browser looks at the letters."""
    return direction(language) if language else "auto"


@register.filter
def spoken(language: str | None) -> SafeString:
    """The attributes that say in which language and direction an element is written."""
    if not language:
        return mark_safe('dir="auto"')
    return format_html('lang="{}" dir="{}"', language, direction(language))


@register.filter
def spoken_page(language: str) -> SafeString:
    """The attributes of a page's main part that shows one language only: its grid runs that language's way."""
    return spoken(language) if language else SafeString()


@register.filter
def roundly(number: float) -> int:
    """A whole number."""
    return round(number)


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds for a key; None for nothing."""
    return found.get(key) if found else None


@register.simple_tag
def ago(moment: datetime | None) -> SafeString:
    """A relative time with the exact one behind it; nothing for an unknown time."""
    if moment is None:
        return SafeString()
    return format_html(
        '<time datetime="{}" title="{}" data-ago>{}</time>',
        moment.isoformat(timespec="seconds"), moments.exact(moment), moments.told_ago(moment, timezone.now()),
    )  # fmt: skip


@register.simple_tag
def outlets(story: Story, lead: Article | None = None) -> SafeString:
    """Who tells a story: its one publisher, or how many outlets and independent reports; where no lead is given, as in
    the head of a page, also how many countries: a list has no room for them."""
    if story.outlets_count < 2 and lead:
        return format_html("<bdi>{}</bdi>", lead.publisher.name)
    return format_html("{}", whys.told_counts(story, with_countries=not lead))


@register.simple_tag
def names_of(names: Sequence[str], language: str) -> SafeString:
    """Names as the stories write them: "A, B and C"."""
    marked = [format_html("<bdi {}>{}</bdi>", spoken(language), name) for name in names]
    return mark_safe(listed(marked))  # noqa: S308 - every name is escaped


@register.simple_tag(takes_context=True)
def desk_line(context: Mapping[str, Any], told: Story | Article) -> SafeString:
    """The desk of a story or an article with the way to its page; where there is none, its publisher's section."""
    if told.desk in desks.DESK_NAMES:
        return format_html(
            '<p class="desk"><a href="{}" {}>{}</a></p>',
            desks.desk_address(told.desk), context.get("spoken_here", ""), desks.desk_name(told.desk),
        )  # fmt: skip
    section = told.section or ""
    return format_html('<p class="desk">{}</p>', section[:1].upper() + section[1:]) if section else SafeString()


@register.simple_tag
def why(related: RelatedArticle) -> SafeString:
    """Why an article is related, a sentence."""
    publisher = related.article.publisher
    return marked_reason(related.why, publisher.country_name or publisher.country, spoken(related.article.language))


@register.simple_tag
def tag_list(topics: Sequence[Topic] | None) -> SafeString:
    """Topics as hashtags."""
    if not topics:
        return SafeString()
    items = format_html_join(
        "", '<li><a href="{}" {}>{}</a></li>',
        ((addresses.topic_address(topic), spoken(topic.language), topic.name) for topic in topics),
    )  # fmt: skip
    return format_html('<ul class="tags" aria-label="{}">{}</ul>', _("Topics"), items)


@register.simple_tag
def picture_src(image: Mapping[str, Any] | None, width: int) -> str:
    """The address of a picture on this site, so wide; '' for no picture."""
    address = (image or {}).get("address") or ""
    return picture_address(address, width) if address else ""


@register.simple_tag
def shot(image: Mapping[str, Any] | None, width: int, eager: bool = False) -> SafeString:
    """A list's picture, cut to 3:2 by its box. It says nothing that the headline beside it does not."""
    address = (image or {}).get("address") or ""
    if not address:
        return SafeString()
    return format_html(
        '<img src="{}" srcset="{} 2x" width="{}" height="{}" alt="" decoding="async"{}>',
        picture_address(address, width), picture_address(address, 2 * width), width, width * 2 // 3,
        SafeString(' fetchpriority="high"' if eager else ' loading="lazy"'),
    )  # fmt: skip


@register.simple_tag
def figure(image: Mapping[str, Any], eager: bool = False) -> SafeString:
    """A picture of an article's body, with its true proportions where they are known."""
    width, height = image.get("width"), image.get("height")
    known = bool(width and height)
    return format_html(
        '<img class="{}" src="{}" srcset="{} 2x" width="{}" height="{}" alt="{}" decoding="async"{}>',
        "" if known else "unsized", picture_src(image, 640), picture_src(image, 1280),
        width if known else 640, height if known else 427, image.get("alt") or image.get("caption") or "",
        SafeString(' fetchpriority="high"' if eager else ' loading="lazy"'),
    )  # fmt: skip
