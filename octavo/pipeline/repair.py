"""Repair: kept pages -> their articles as today's rules and extractor see them; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.actions import Reading, draft_key, store_drafts
from octavo.apps.articles.mapping import item_from_plain
from octavo.apps.articles.models import KeptPage
from octavo.apps.articles.repair.actions import fill_outcome, keep_outcomes
from octavo.apps.articles.repair.judging import Reread, with_feed
from octavo.apps.articles.repair.queries import kept_pages_by_id, page_bytes
from octavo.apps.queue.actions import set_aside
from octavo.apps.sources.actions.site_text import lock_sites
from octavo.apps.sources.site_text import sites_of
from octavo.engine.errors import ExtractionError
from octavo.engine.extraction.site import Site
from octavo.engine.neardup import find_agency
from octavo.pipeline.extracting import PageJob, extract_pages
from octavo.pipeline.read import merge_readings, queue_next


def run(ids: Sequence[int], now: datetime) -> None:
    """Reads kept pages again. An article gets a new version where its text has changed, and its next steps."""
    pages = kept_pages_by_id(ids)
    sites = sites_of(page.publisher_id for page in pages)
    again = _reread(pages, sites, now)
    with transaction.atomic():
        stored = store_drafts(merge_readings(_readings(again)), now=now)
        for page, seen in again:
            fill_outcome(page, seen.examined, seen.draft)
            article = stored.at_key.get(draft_key(seen.draft))
            page.article_id = article.pk if article else page.article_id
        lock_sites([page.publisher_id for page, _ in again])
        keep_outcomes([page for page, _ in again])
        queue_next(stored)


def _reread(pages: Sequence[KeptPage], sites: Mapping[int, Site], now: datetime) -> list[tuple[KeptPage, Reread]]:
    """The pages with what stands on them. One that breaks its reader is set aside and stays as it was."""
    jobs = [
        PageJob(
            body=page_bytes(page), address=page.answered, charset=page.charset or None, item=item_from_plain(page.item),
            fetched_at=page.fetched_at, site=sites[page.publisher_id],
        )
        for page in pages
    ]  # fmt: skip
    again = []
    for page, found in zip(pages, extract_pages(jobs), strict=True):
        if isinstance(found, ExtractionError):
            set_aside("repair", page.pk, found, now=now)
        else:
            again.append((page, with_feed(page, found)))
    return again


def _readings(again: Sequence[tuple[KeptPage, Reread]]) -> Iterator[Reading]:
    """What may become the text of an article: an older page never replaces what came from elsewhere since."""
    for page, seen in again:
        draft, held = seen.draft, page.article
        if not draft.title and not draft.blocks:
            continue
        shown = held is not None and held.digest == page.digest  # the article shows what this very page gave
        if held is None or shown or page.fetched_at > held.updated_at:
            yield Reading(
                draft=draft, publisher=page.publisher, agency=find_agency(draft.authors, draft.text), sure=shown
            )
