"""Linking stories of one event across languages, and stories of one affair to a thread."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from octavo.apps.queue.actions import only_one_at_a_time
from octavo.apps.stories.actions.outline import write_outlines
from octavo.apps.stories.actions.thread import thread_stories
from octavo.apps.stories.linked import Asked, counts_of, pairs_of, stories_sharing, views_of
from octavo.apps.stories.models import Counterpart, Outline
from octavo.engine.linking import (
    Agreement,
    Pair,
    affair_keys,
    choose_counterparts,
    compare,
    counterpart_keys,
    marks_of,
    rareness,
)
from octavo.engine.linking import Outline as View

COMMON = 30  # of the newest stories (`linked.SAMPLE`): what more of them hold finds nothing in particular
Ids = tuple[int, int]  # of two stories, the lower first


def link_stories(ids: Iterable[int], *, now: datetime) -> None:
    """Finds the counterparts of changed stories in other languages, and the thread each belongs to.

    One transaction links at a time, so that two workers never judge by halves of the same picture. It may run twice on
    the same stories; what it finds does not depend on what it found before, save which thread a chain is called by.
    """
    wanted = sorted(set(ids))
    with transaction.atomic():
        only_one_at_a_time("link")
        views = write_outlines(wanted)
        counts = counts_of({mark for view in views.values() for mark in marks_of(view)})
        common = {mark for mark, count in counts.items() if count > COMMON}
        near = stories_sharing([ask for view in views.values() for ask in _ask(view, common)])
        others = {pk for found in near.values() for pk in found} - views.keys()
        # Of stories that have become part of others since, nothing may be said; their own linking takes it back.
        held = Q(story__in=list(views)) | Q(story__in=others, story__merged_into=None)
        found = Outline.objects.filter(held).select_related("story").defer("story__memory", "story__facts")
        rows = {row.story_id: row for row in found}
        known = {**{view.id: view for view in views_of(rows[pk] for pk in others if pk in rows)}, **views}
        _link(views, known, counts, {story: found for (story, same), found in near.items() if not same})
        thread_stories(
            wanted, views, known, rows, {story: found for (story, same), found in near.items() if same}, now=now
        )


def _ask(view: View, common: Set[str]) -> Sequence[Asked]:
    abroad = counterpart_keys(view, around=True, common=common)
    at_home = affair_keys(view, around=True, common=common)
    return (
        Asked(story=view.id, language=view.language, keys=abroad, same_language=False),
        Asked(story=view.id, language=view.language, keys=at_home, same_language=True),
    )


def _link(
    views: Mapping[int, View], known: Mapping[int, View], counts: Mapping[str, int], near: Mapping[int, Sequence[int]]
) -> None:
    """Brings the counterparts of these stories in line with how they agree with what is near."""
    agreements = _compare_all(known, counts, near)
    stored = pairs_of({*views, *(pk for ids in agreements for pk in ids)})
    elsewhere = [
        Pair(ids=(row.story_id, row.other_id), languages=(one, other), log_odds=_log_odds(row.score))
        for row, one, other in stored
        if row.story_id not in views and row.other_id not in views
    ]
    ours = [
        Pair(ids=ids, languages=(known[ids[0]].language, known[ids[1]].language), log_odds=found.log_odds)
        for ids, found in agreements.items()
    ]
    chosen = choose_counterparts([*ours, *elsewhere])
    Counterpart.objects.filter(
        pk__in=[row.pk for row, _, _ in stored if (row.story_id, row.other_id) not in chosen]
    ).delete()
    Counterpart.objects.bulk_create(
        [
            Counterpart(story_id=one, other_id=other, score=found.score, reasons=_reasons(found))
            for (one, other), found in sorted(agreements.items())
            if (one, other) in chosen
        ],
        update_conflicts=True, unique_fields=["story", "other"], update_fields=["score", "reasons"],
    )  # fmt: skip


def _compare_all(
    known: Mapping[int, View], counts: Mapping[str, int], near: Mapping[int, Sequence[int]]
) -> dict[Ids, Agreement]:
    pairs = sorted(
        {(min(story, other), max(story, other)) for story, found in near.items() for other in found if other in known}
    )
    rare = {key: rareness(count) for key, count in counts.items()}
    return {ids: compare(known[ids[0]], known[ids[1]], rare) for ids in pairs}


def _reasons(agreement: Agreement) -> dict[str, Any]:
    """In what two stories agree, as a JSON column holds it; `ours` are the names as the first story writes them."""
    return {
        "ours": [ours for ours, _ in agreement.names],
        "theirs": [theirs for _, theirs in agreement.names],
        "figures": list(agreement.figures),
        "places": list(agreement.places),
        "dates": list(agreement.dates),
        "picture": agreement.picture,
    }


def _log_odds(score: float) -> float:
    bounded = min(max(score, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))
