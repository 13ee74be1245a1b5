"""Candidates for copies, and the lineage that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from octavo.engine.neardup import Member

HOT = 240  # texts of one band that are read: in 60 different ones it becomes a commonplace
MET_AT_MOST = 100  # articles that share a band with one, looked at; those that share most, then the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held of an article that is matched again: its version now, the digest its print was made of."""

    version: int
    digest: str | None


def lock_for_prints(ids: Iterable[int]) -> dict[int, Held]:
    """The newest version of each article, kept from changing until the transaction ends.

    What `match` has made of an older one must not overwrite what another worker made of the newer.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT article.id, article.version, print.digest
            FROM articles_article article LEFT JOIN articles_print print ON print.article_id = article.id
            WHERE article.id = ANY(%s) ORDER BY article.id FOR SHARE OF article
            """,
            [list(ids)],
        )
        return {pk: Held(version=version, digest=digest) for pk, version, digest in cursor.fetchall()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """An article that shares bands with another one."""

    article: int  # that was asked about
    other: int
    shared: frozenset[int]  # bands
    digest: str
    version: int
    title: str
    publisher: int
    original: int | None  # whose copy the other is itself


def articles_met(bands: Mapping[int, Sequence[int]], *, within: timedelta) -> list[Met]:
    """For each article (id -> bands) those near it in time that share bands, most shared first. Three queries.

    Commonplaces do not count, and of a band that is about to be one `HOT` texts are read. So what is read does not grow
    with the number of stored articles.
    """
    wanted = [(pk, band) for pk, keys in bands.items() for band in keys]
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner takes a band for one that a hundredth of all texts hold; it stands in one or two.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            _MET,
            {"ids": [pk for pk, _ in wanted], "bands": [band for _, band in wanted], "most": MET_AT_MOST, "hot": HOT,
             "within": f"{within.total_seconds()} seconds"},
        )  # fmt: skip
        found = cursor.fetchall()
        cursor.execute("SET LOCAL enable_seqscan = on")  # where this is part of a longer transaction
        return [
            Met(article=row[0], other=row[1], shared=frozenset(row[2]), digest=row[3], version=row[4], title=row[5],
                publisher=row[6], original=row[7])
            for row in found
        ]  # fmt: skip


# `wanted`: the bands of the articles asked about. `hit`: who holds each, looked up once a batch, bounded.
_MET = """
WITH wanted AS (
    SELECT * FROM unnest(%(ids)s::bigint[], %(bands)s::bigint[]) wanted (id, band)
    WHERE NOT EXISTS (SELECT FROM articles_commonplace known WHERE known.band = wanted.band)
), hit AS MATERIALIZED (
    SELECT held.* FROM (SELECT DISTINCT band FROM wanted) key CROSS JOIN LATERAL (
        SELECT key.band, print.article_id FROM articles_print print WHERE print.bands @> ARRAY[key.band] LIMIT %(hot)s
    ) held
), sharing AS (
    SELECT wanted.id, hit.article_id AS other, array_agg(DISTINCT hit.band) AS shared
    FROM wanted JOIN hit USING (band) WHERE hit.article_id <> wanted.id GROUP BY wanted.id, hit.article_id
), met AS (
    SELECT sharing.id, sharing.other, sharing.shared, other.version, other.title, other.publisher_id, other.at,
        row_number() OVER (PARTITION BY sharing.id
                           ORDER BY cardinality(sharing.shared) DESC, other.at DESC, other.id DESC) AS place
    FROM sharing JOIN articles_article own ON own.id = sharing.id
    JOIN articles_article other ON other.id = sharing.other
    WHERE other.at BETWEEN own.at - %(within)s::interval AND own.at + %(within)s::interval
)
SELECT met.id, met.other, met.shared, print.digest, met.version, met.title, met.publisher_id, copy.original_id
FROM met JOIN articles_print print ON print.article_id = met.other
LEFT JOIN articles_copy copy ON copy.article_id = met.other
WHERE met.place <= %(most)s ORDER BY met.id, met.place
"""


def members_of_lineage(ids: Iterable[int]) -> tuple[list[Member], dict[int, int]]:
    """These articles and everybody who carries the same texts, with the version of each. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH asked AS (SELECT unnest(%s::bigint[]) AS id),
                heads AS (SELECT id FROM asked UNION
                          SELECT copy.original_id FROM articles_copy copy JOIN asked ON asked.id = copy.article_id),
                everybody AS (SELECT id FROM heads UNION
                              SELECT copy.article_id FROM articles_copy copy JOIN heads ON heads.id = copy.original_id)
            SELECT article.id, article.at, publisher.name, article.agency, copy.original_id, article.version
            FROM everybody JOIN articles_article article ON article.id = everybody.id
            JOIN sources_publisher publisher ON publisher.id = article.publisher_id
            LEFT JOIN articles_copy copy ON copy.article_id = article.id
            ORDER BY article.id
            """,
            [list(ids)],
        )
        rows = cursor.fetchall()
    members = [
        Member(id=pk, at=at, publisher=publisher, agency=agency, original=original)
        for pk, at, publisher, agency, original, _ in rows
    ]
    return members, {row[0]: row[5] for row in rows}
