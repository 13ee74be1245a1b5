"""Keeping who carries whose text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection

from octavo.engine.neardup import Traced
from octavo.engine.records import Likeness


def store_lineage(
    traced: Traced, before: Mapping[int, int | None], *, fresh: Iterable[int], changed: Iterable[int]
) -> set[int]:
    """Keeps what was traced of these articles (`before`: id -> whose copy it was). Four queries.

    `fresh` were read anew, `changed` are those of them whose text is another now: what is known of paragraphs that
    others took from them is forgotten. Returns the articles whose original is another one than before, or none.
    """
    moved = {pk for pk, original in before.items() if original != _original(traced, pk)}
    again = set(fresh)
    freed = [pk for pk in moved if pk not in traced.copies]
    written = {pk: found for pk, found in traced.copies.items() if pk in moved or pk in again}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_copy WHERE article_id = ANY(%s)", [freed])
        cursor.execute(
            """
            INSERT INTO articles_copy (article_id, original_id, likeness, contained)
            SELECT article, original, coalesce(likeness, %s), contained
            FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::float8[])
                found(article, original, likeness, contained)
            ON CONFLICT (article_id) DO UPDATE SET original_id = excluded.original_id,
                likeness = excluded.likeness, contained = excluded.contained
            """,
            [Likeness.NEAR.value, list(written), [original for original, _, _ in written.values()],
             [likeness.value if likeness else None for _, likeness, _ in written.values()],
             [contained for _, _, contained in written.values()]],
        )  # fmt: skip
        cursor.execute(
            "DELETE FROM articles_reuse WHERE article_id = ANY(%s) OR source_id = ANY(%s)",
            [[*again, *(moved & set(traced.copies))], list(changed)],
        )
        cursor.execute(
            """
            INSERT INTO articles_reuse (article_id, source_id, share)
            SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[])
            ON CONFLICT (article_id, source_id) DO UPDATE SET share = excluded.share
            """,
            [[article for article, _ in traced.reuses], [source for _, source in traced.reuses],
             list(traced.reuses.values())],
        )  # fmt: skip
    return moved


def _original(traced: Traced, pk: int) -> int | None:
    return traced.copies[pk][0] if pk in traced.copies else None


def keep_commonplaces(bands: Iterable[int]) -> None:
    """Remembers bands that say nothing. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_commonplace (band) SELECT unnest(%s::bigint[]) ON CONFLICT DO NOTHING",
            [sorted(bands)],
        )
