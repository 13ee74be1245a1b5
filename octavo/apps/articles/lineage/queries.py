"""Candidates for copies, and the lineage that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from octavo.apps.articles.models import Reuse
from octavo.engine.neardup import Member

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

    Commonplaces do not count. What is read does not grow with the number of stored articles: a band that is no
    commonplace stands in a bounded number of texts.
    """
    wanted = [(pk, band) for pk, keys in bands.items() for band in keys]
    with transaction.atomic(), connection.cursor() as cursor:
        # Comparing the bands of every article costs a hundred times what the planner thinks.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            """
            SELECT asked.id, met.article_id, met.shared, met.digest, met.version, met.title, met.publisher_id,
                copy.original_id
            FROM (
                SELECT id, array_agg(band) AS bands FROM unnest(%(ids)s::bigint[], %(bands)s::bigint[]) wanted(id, band)
                WHERE NOT EXISTS (SELECT FROM articles_commonplace known WHERE known.band = wanted.band)
                GROUP BY id
            ) asked
            JOIN articles_article own ON own.id = asked.id
            CROSS JOIN LATERAL (
                SELECT sharing.*, other.version, other.title, other.publisher_id, other.at
                -- OFFSET 0: the bands decide who is read, then each by its number; no walk along a month of articles.
                FROM (SELECT print.article_id, print.digest,
                          ARRAY(SELECT unnest(print.bands) INTERSECT SELECT unnest(asked.bands)) AS shared
                      FROM articles_print print WHERE print.bands && asked.bands OFFSET 0) sharing
                CROSS JOIN LATERAL (SELECT article.id, article.version, article.title, article.publisher_id, article.at
                                    FROM articles_article article WHERE article.id = sharing.article_id OFFSET 0) other
                WHERE other.id <> asked.id
                    AND other.at BETWEEN own.at - %(within)s::interval AND own.at + %(within)s::interval
                ORDER BY cardinality(sharing.shared) DESC, other.at DESC, other.id DESC LIMIT %(most)s
            ) met
            LEFT JOIN articles_copy copy ON copy.article_id = met.article_id
            ORDER BY asked.id, cardinality(met.shared) DESC, met.at DESC, met.article_id DESC
            """,
            {"ids": [pk for pk, _ in wanted], "bands": [band for _, band in wanted], "most": MET_AT_MOST,
             "within": f"{within.total_seconds()} seconds"},
        )  # fmt: skip
        found = cursor.fetchall()
        cursor.execute("SET LOCAL enable_seqscan = on")  # where this is part of a longer transaction
        return [
            Met(article=row[0], other=row[1], shared=frozenset(row[2]), digest=row[3], version=row[4], title=row[5],
                publisher=row[6], original=row[7])
            for row in found
        ]  # fmt: skip


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


def sources_of(ids: Iterable[int]) -> dict[int, list[int]]:
    """The articles whose paragraphs these carry."""
    found: dict[int, list[int]] = {}
    rows = Reuse.objects.filter(article__in=list(ids)).order_by("article", "source")
    for article, source in rows.values_list("article_id", "source_id"):
        found.setdefault(article, []).append(source)
    return found
