"""A story's state in its row, and its beacon: what candidates are found by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import lru_cache

import numpy as np
from django.db import connection

from octavo.apps.stories.models import Beacon, Story
from octavo.engine.clustering import StoryView, from_plain, pack, to_plain, unpack
from octavo.engine.embedding import DIMENSIONS

KEPT_TERMS = 24  # keys of a story's beacon
MOVED = 0.96  # cosine of a beacon's direction with its story's below which it is set anew
LATER = timedelta(hours=12)  # a story that has grown in time by so much sets its beacon anew


def write_state(row: Story, state: StoryView) -> None:
    """Brings a row (unsaved) in line with the state of its story."""
    row.memory = pack(to_plain(state))


def read_state(row: Story) -> StoryView:
    """The state that `write_state` kept. Raises ValueError where the row remembers nothing."""
    return from_plain(unpack(bytes(row.memory)), id=row.pk)


def lock_stories(ids: Iterable[int]) -> None:
    """Keeps stories from being changed by others until the transaction ends, taken in one order."""
    list(Story.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk").values_list("pk"))


def store_states(rows: Sequence[Story]) -> None:
    """Writes what stories remember, and their time. One question, however many they are."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE stories_story story SET memory = new.memory, first_at = new.first_at, last_at = new.last_at
            FROM unnest(%s::bigint[], %s::bytea[], %s::timestamptz[], %s::timestamptz[])
                 new (id, memory, first_at, last_at)
            WHERE story.id = new.id
            """,
            [[row.pk for row in rows], [bytes(row.memory) for row in rows], [row.first_at for row in rows],
             [row.last_at for row in rows]],
        )  # fmt: skip


def light_beacons(stories: Iterable[tuple[Story, StoryView]]) -> None:
    """Sets what stories are found by, for those that have none or have moved since. Two questions.

    Beacons are dear to change and need not be exact: what a candidate is worth is told by its state.
    """
    wanted = {row.pk: (row, state) for row, state in stories}
    held = {beacon.pk: beacon for beacon in Beacon.objects.filter(pk__in=wanted)}
    fresh = [_beacon(row, state) for row, state in wanted.values()]
    Beacon.objects.bulk_create(
        [moved for beacon in fresh if (moved := _moved(held.get(beacon.pk), beacon))],
        update_conflicts=True,
        unique_fields=["story"],
        update_fields=["first_at", "last_at", "centroid", "keys"],
    )


def term_keys(language: str, terms: Iterable[str]) -> list[int]:
    """One number for each term of a language, each once."""
    return list(dict.fromkeys(term_key(language, term) for term in terms))


@lru_cache(maxsize=1 << 16)
def term_key(language: str, term: str) -> int:
    """A number of 64 bits for a term of a language."""
    spelled = f"{language}\n{term}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(spelled, digest_size=8).digest(), signed=True)


def heaviest_terms(state: StoryView) -> list[str]:
    """What a story is known by, the heaviest first."""
    return sorted(state.terms, key=lambda term: (-state.terms[term], term))[:KEPT_TERMS]


def _beacon(row: Story, state: StoryView) -> Beacon:
    return Beacon(
        story=row, language=row.language, first_at=row.first_at, last_at=row.last_at, centroid=_direction(state),
        keys=term_keys(row.language, heaviest_terms(state)),
    )  # fmt: skip


def _direction(state: StoryView) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The unit vector of a story; zeros where it has none."""
    length = float(np.linalg.norm(state.vector)) if state.vector is not None else 0.0
    if state.vector is None or not length:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    return np.asarray(state.vector / length, dtype=np.float32)


def _moved(held: Beacon | None, new: Beacon) -> Beacon | None:
    """The beacon to write, if any. Where only time went by, direction and keys stay: that costs no index anything."""
    if held is None:
        return new
    turned = float(np.dot(np.asarray(held.centroid, dtype=np.float32), new.centroid)) < MOVED
    if turned or len(set(new.keys) - set(held.keys)) > KEPT_TERMS // 3:
        return new
    if new.last_at - held.last_at > LATER or held.first_at - new.first_at > LATER:
        held.first_at, held.last_at = min(held.first_at, new.first_at), max(held.last_at, new.last_at)
        return held
    return None
