"""Stories and articles as entries of a feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from octavo.apps.articles.models import Article
from octavo.apps.pictures.queries import picture_address
from octavo.apps.stories.queries import Card
from octavo.engine.parsing.feed_out import OutItem, clean
from octavo.engine.records import BodyState
from octavo.faces.reader.addresses import article_address, story_address
from octavo.faces.reader.whys import told_counts
from octavo.faces.reader.wording import told_state

PICTURE_WIDTH = 960


def stable_id(*parts: object) -> str:
    """An id that stays when headlines change and the site moves, and that no other installation gives."""
    digest = salted_hmac("octavo.feeds", "/".join(map(str, parts)), algorithm="sha256").digest()
    return f"urn:uuid:{UUID(bytes=digest[:16], version=5)}"


def story_entry(card: Card, site: str) -> OutItem:
    """A story: its lead's excerpt, then how widely it is told, and who reports it."""
    story = card.story
    reports = format_html_join(
        "", '<li>{}: <a href="{}">{}</a></li>',
        ((report.publisher.name, site + article_address(report), report.title) for report in card.reports),
    )  # fmt: skip
    return OutItem(
        id=stable_id("story", story.pk),
        link=site + story_address(story),
        title=clean(story.title),
        published=story.first_at,
        updated=story.last_at,
        content=format_html("<p>{}</p><p>{}</p><ul>{}</ul>", card.excerpt, told_counts(story), reports),
        summary=clean(card.excerpt),
        authors=tuple(dict.fromkeys(report.publisher.name for report in card.reports)),
        tags=(story.section,) if story.section else (),
        image=_picture(story.picture.image if story.picture else None, site),
        language=story.language or None,
    )


def article_entry(article: Article, excerpt: str, site: str) -> OutItem:
    """A report: its excerpt, what is held of its body where that is not all, and where the whole of it is."""
    return OutItem(
        id=stable_id("article", article.pk),
        link=site + article_address(article),
        title=clean(article.title),
        published=article.at,
        updated=_updated(article),
        content=format_html(
            '<p>{}</p><p>{} <a href="{}">{}</a></p>',
            excerpt, _held(article), article.address,
            _("Read it at %(publisher)s") % {"publisher": article.publisher.name},
        ),
        summary=clean(excerpt),
        authors=tuple(article.authors),
        tags=(article.section,) if article.section else (),
        image=_picture(article.image, site),
        source_title=article.publisher.name,
        language=article.language,
        body_state=article.body_state,
        body_reason=article.body_reason,
        contributors=tuple((one["name"], one["role"]) for one in article.contributors),
        licence=article.licence,
        free=article.free,
        words=article.words,
        minutes=article.minutes,
    )  # fmt: skip


def _held(article: Article) -> str:
    """The body state as a sentence; nothing for a full text."""
    is_full = article.body_state == BodyState.FULL
    return "" if is_full else told_state(article.body_state, article.publisher.name)


def _updated(article: Article) -> datetime:
    """A first version is as old as the report; when a later one came is what we saw."""
    return article.at if article.version == 1 else max(article.updated_at, article.at)


def _picture(image: Mapping[str, Any] | None, site: str) -> str | None:
    path = picture_address((image or {}).get("address") or "", PICTURE_WIDTH)
    return site + path if path else None
