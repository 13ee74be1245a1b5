"""Keeping what the machine chose or wrote, and marking what no longer stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction

from octavo.apps.articles.models import Article
from octavo.apps.assist.asked import Asked, composition_key
from octavo.apps.assist.mapping import parts_to_plain, read_to_plain
from octavo.apps.assist.models import Citation, Composition, Summary
from octavo.apps.stories.models import Story
from octavo.engine.assist import Length
from octavo.engine.assist.composed import Composed, Source
from octavo.engine.records import Sentence, Span


def keep_summaries(pairs: Sequence[tuple[Article, Sequence[tuple[Sentence, Length]]]]) -> None:
    """Keeps the key sentences of each article's newest version, as spans of its text with their lengths."""
    Summary.objects.bulk_create(
        [
            Summary(
                article=article, version=article.version, spans=[[one.start, one.end, length] for one, length in points]
            )
            for article, points in pairs
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["version", "spans"],
    )


def keep_composition(
    asked: Asked,
    composed: Composed,
    sources: Sequence[Source],
    *,
    writer: str,
    now: datetime,
    prompt: str = "",
    stands_in: str = "",
    known_at: datetime | None = None,
    replaces: Composition | None = None,
) -> Composition:
    """Keeps what a writer gave, with its citations. What is there already is given back as it is.

    Where nothing can be kept (a database that only reads, an article taken back meanwhile) the row has no id: readers
    are shown it all the same.
    """
    again = replaces.pk if replaces else None
    key = composition_key(asked, sources, writer=writer, prompt=prompt, known_at=known_at, again=again)
    row = Composition(
        feature=asked.feature.key, article_id=asked.article, story_id=asked.story, asked=dict(asked.chosen),
        asked_key=asked.key, key=key, about=_about(asked, sources)[:500],
        language=next((one.language for one in sources if one.language), "") or "", writer=writer, prompt=prompt,
        stands_in=stands_in, parts=parts_to_plain(composed.parts), left_out=dict(composed.left_out),
        sources=read_to_plain(sources),
        articles=sorted(one.article for one in sources), known_at=known_at, written_at=now, replaces=replaces,
    )  # fmt: skip
    return _keep(row, composed)


def _keep(row: Composition, composed: Composed) -> Composition:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            Citation.objects.bulk_create(
                Citation(composition=row, article_id=span.article, version=span.version, start=span.start, end=span.end)
                for span in _spans(composed)
            )
    except IntegrityError:  # two readers asked the same at once, or an article is gone
        row.pk = None
        return Composition.objects.filter(key=row.key).first() or row
    except DatabaseError:
        row.pk = None
    return row


def _about(asked: Asked, sources: Sequence[Source]) -> str:
    """The headline of what was asked about, as it is now: it may change."""
    if asked.story is not None:
        return Story.objects.filter(pk=asked.story).values_list("title", flat=True).first() or ""
    return next((one.title for one in sources if one.article == asked.article), "")


def _spans(composed: Composed) -> list[Span]:
    return sorted({span for cited in composed.sentences for span in cited.spans})
