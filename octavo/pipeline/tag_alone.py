"""The step `tag` on its own: drafts in, their hashtags and desks out, in the order given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.apps.articles.queries import desks_of
from octavo.apps.topics.queries import weighted_topics_of
from octavo.engine.records import Draft, Hashtag
from octavo.pipeline import tag
from octavo.pipeline.alone import store_alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """An article's hashtags, the heaviest first, and its desk; None where it was not sure enough."""

    tags: tuple[Hashtag, ...]
    desk: str | None
    confidence: float


def tag_alone(drafts: Sequence[Draft], sources: Sequence[tuple[str, str]], *, now: datetime) -> list[Tagged]:
    """Runs the true step over drafts whose keys all differ; `sources` gives each one's address and publisher.

    Tags are read when all is done: what a later article taught holds for the earlier ones. Call it on a scratch
    database.
    """
    ids = store_alone(drafts, sources, now=now, steps=(tag.run,))
    topics, desks = weighted_topics_of(ids), desks_of(ids)
    tags = {
        pk: tuple(Hashtag(slug=topic.slug, name=topic.name, weight=weight) for topic, weight in found)
        for pk, found in topics.items()
    }
    return [Tagged(tags=tags.get(pk, ()), desk=desks[pk][0] or None, confidence=desks[pk][1] or 0.0) for pk in ids]
