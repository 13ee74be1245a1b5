"""Having something composed by the built-in writer, and keeping it as readers were shown it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.cache import cache
from django.db import OperationalError
from django.db.models import Q

from octavo.apps.assist.actions.keep import keep_composition
from octavo.apps.assist.asked import Asked, NotAsked, ask_for, digest
from octavo.apps.assist.built_in import Gathered, compose, gather
from octavo.apps.assist.mapping import Plain, parts_to_plain, read_to_plain
from octavo.apps.assist.models import BUILT_IN, Composition
from octavo.apps.assist.queries import newest_composition

_SAME_SECONDS = 3600


def composition_shown(asked: Asked, *, now: datetime, model: str = "") -> Composition | None:
    """What a reader is shown: what `model` wrote where that still stands, else what the built-in writer has to say.

    None: nothing was asked, there are no sources, or only a model could write it and has not.
    """
    if not asked.is_complete:
        return None
    gathered = gather(asked, now=now)
    if not gathered.sources:
        return None
    written = newest_composition(asked.key, writer=model) if model else None
    if written and _is_of_these(written, gathered):
        return written
    return _built_in(asked, gathered, now=now) if asked.feature.built_in else None


def composition_of(asked: Asked, *, now: datetime, known_at: datetime | None = None) -> Composition | None:
    """What the built-in writer has to say, from what was kept where that still stands; None: there are no sources.

    With `known_at` only what was known then counts, and what was once told of that time is told again word for word.
    """
    if not asked.is_complete or not asked.feature.built_in:
        return None
    gathered = gather(asked, now=now, known_at=known_at)
    return _built_in(asked, gathered, now=now, known_at=known_at) if gathered.sources else None


def _built_in(asked: Asked, gathered: Gathered, *, now: datetime, known_at: datetime | None = None) -> Composition:
    kept = newest_composition(asked.key, writer=BUILT_IN, known_at=known_at)
    if kept and (known_at is not None or _stands(kept, gathered)):
        return kept
    return _compose(asked, gathered, kept, now=now, known_at=known_at)


def _is_of_these(written: Composition, gathered: Gathered) -> bool:
    """Whether what a model wrote is of these articles and rests on no changed sentence. Other words may have changed:
    to have it written again costs money."""
    return written.stale_at is None and written.articles == sorted(one.article for one in gathered.everything)


def _stands(kept: Composition, gathered: Gathered) -> bool:
    """Whether what was kept is of the same texts, or of what was found to give the same sentences."""
    if kept.stale_at is not None:
        return False
    return kept.sources == read_to_plain(gathered.everything) or bool(cache.get(_same_key(kept, gathered)))


def _same_key(kept: Composition, gathered: Gathered) -> str:
    return f"composition-{kept.pk}-{digest(read_to_plain(gathered.everything))}"


def _compose(
    asked: Asked, gathered: Gathered, kept: Composition | None, *, now: datetime, known_at: datetime | None
) -> Composition:
    composed = compose(asked, gathered)
    if kept and kept.stale_at is None and _texts(parts_to_plain(composed.parts)) == _texts(kept.parts):
        cache.set(_same_key(kept, gathered), True, _SAME_SECONDS)
        return kept  # other words of a source changed: what was said stands, and so does its evidence
    return keep_composition(
        asked, composed, gathered.everything, writer=BUILT_IN, now=now, known_at=known_at,
        replaces=kept if kept and kept.stale_at else None,
    )  # fmt: skip


def _texts(parts: Sequence[Plain]) -> list[object]:
    """What of parts a reader reads."""
    return [
        [part.get("kind"), part.get("label"), part.get("detail"), [one["text"] for one in part.get("sentences", ())]]
        for part in parts
    ]


def write_anew(ids: Sequence[int], *, now: datetime) -> None:
    """Has stale compositions written again by the built-in writer, from the texts as they are now.

    Also those of a model: it is asked again only when a reader asks, and until then this stands in its place.
    """
    for row in Composition.objects.filter(pk__in=ids, stale_at__isnull=False).order_by("pk"):
        try:
            asked = ask_for(row.feature, article=row.article_id, story=row.story_id, chosen=row.asked)
        except NotAsked:  # kept by a version that offered something else
            continue
        if not asked.feature.built_in or not asked.is_complete:
            continue
        gathered = gather(asked, now=now)
        if not gathered.sources:
            continue
        if row.writer == BUILT_IN:
            anew = _built_in(asked, gathered, now=now)
        else:
            anew = keep_composition(asked, compose(asked, gathered), gathered.everything, writer=BUILT_IN, now=now,
                                    stands_in="stale", replaces=row)  # fmt: skip
        if anew.pk is None:  # a reader would be shown it; a job comes back
            raise OperationalError("What was written anew could not be kept.")


def forget_answers(*, before: datetime, limit: int = 1000) -> int:
    """Removes what answered one reader's question, or told of one past time, and was written before; a bounded number,
    which is given."""
    asked_once = Q(feature__in=("ask", "changes")) | Q(known_at__isnull=False)
    old = Composition.objects.filter(asked_once, written_at__lt=before).order_by("written_at")
    ids = list(old.values_list("pk", flat=True)[:limit])
    Composition.objects.filter(pk__in=ids).delete()
    return len(ids)
