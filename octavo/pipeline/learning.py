"""What a batch of pages teaches of their sites, and the pages themselves, kept to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from octavo.apps.articles.repair.actions import ReadPage, keep_pages
from octavo.apps.sources.actions.site_text import DayCount, count_day, learn_pages, lock_sites
from octavo.engine.extraction.site import Examined


def keep_learned(pages: Sequence[ReadPage], now: datetime) -> None:
    """Learns from pages in their order, counts them in their publishers' history, and keeps them.

    Call within the transaction that stores their articles, after everything else that locks rows: the publishers'
    sites are locked in one order until it ends, so that no worker's lesson is lost. A page that is read once more
    teaches nothing new. A fixed number of queries.
    """
    if not pages:
        return
    examined: dict[int, list[Examined]] = {}
    counts: dict[int, DayCount] = {}
    for page in pages:
        examined.setdefault(page.publisher_id, []).append(page.examined)
        count = counts.setdefault(page.publisher_id, DayCount())
        count.add(page.examined.score, page.draft.body_state.value, wrong=bool(page.doubt))
    learn_pages(lock_sites(list(examined)), examined)
    count_day(counts, now=now)
    keep_pages(pages, now=now, most=settings.OCTAVO["kept_pages"])
