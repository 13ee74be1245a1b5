"""Candidates for an answer: sets whose size does not depend on how many articles are held."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from octavo.apps.search.filters import Filters
from octavo.apps.search.forms import all_of, any_of
from octavo.apps.search.scoring import FIELD_WEIGHTS, Match
from octavo.apps.search.terms import Term, Terms

NEWEST = 400  # candidates that hold every word
LOOKED_INTO = 4_000  # newest holders of a phrase's words whose texts are read for it
PARTIAL = 400  # candidates that hold some of the rarest words
ENOUGH = 40  # so many whole matches, two pages of them, need no partial ones beside them
RARE_HOLDERS = 2_000  # articles that the rarest words of a partial match may have together
PAIRED = 5  # words of which a partial match may hold any two
WEIGHED = 20  # words of a question that are weighed at most, the rarest
NEAREST = 100  # candidates by meaning
NEAREST_FILTERED = 400  # of which a filter keeps few
ALIKE = 0.45  # cosine from which an article without the words is near in meaning
COUNTED = 20_000  # how far the holders of a word are counted


# SQL is put together from constants of this room only; what a reader gives travels as parameters (hence noqa: S608).


def newest_sql(terms: Terms, filters: Filters) -> str:
    """SQL for the newest that hold every word; parameters whole, loose and newest.

    Mostly that is quickest from the newest downwards. Not where a publisher or topic is asked for, of which there may
    be little among the newest, nor for phrases, which are read in the texts: there the index tells first who has the
    words, and only the newest of those are looked into.
    """
    order = "ORDER BY d.at DESC, d.article_id DESC LIMIT"
    if not filters.are_narrow and terms.whole == terms.loose:
        return f"""SELECT d.article_id, d.at FROM search_document d
                   WHERE {filters.sql} AND d.words @@ %(whole)s::tsquery {order} %(newest)s"""  # noqa: S608
    held = f"""SELECT d.article_id, d.at FROM (
                   SELECT article_id, at, language, publisher_id FROM search_document
                   WHERE words @@ %(loose)s::tsquery OFFSET 0
               ) d WHERE {filters.sql} {order}"""  # noqa: S608
    if terms.whole == terms.loose:
        return f"{held} %(newest)s"
    return f"""SELECT d.article_id, d.at FROM ({held} {LOOKED_INTO}) AS d CROSS JOIN LATERAL (
                   SELECT FROM search_document t
                   WHERE t.article_id = d.article_id AND t.words @@ %(whole)s::tsquery OFFSET 0
               ) AS looked_into {order} %(newest)s"""  # noqa: S608


def partial_query(rarest: Sequence[tuple[float, Term]], required: str) -> str:
    """Holders of the rarest words, and of any two of the rarer ones; '' for a question of one word."""
    held = [(frequency, term.query) for frequency, term in rarest if frequency > 0]
    if len(rarest) < 2 or not held:
        return ""
    alone, holders = [], 0.0
    for frequency, query in held:
        holders += frequency
        if holders <= RARE_HOLDERS:
            alone.append(query)
    few = [query for _, query in held[:PAIRED]]
    pairs = [all_of((one, other)) for at, one in enumerate(few) for other in few[at + 1 :]]
    return all_of([any_of([*alone, *pairs]), required])


def word_frequencies(terms: Sequence[Term]) -> tuple[list[float], float]:
    """In how many articles each word is, and how many articles there are.

    PostgreSQL's own statistics know the common words; the others have few holders, which are counted.
    """
    lexemes = [lexeme for term in terms for lexeme in term.lexemes]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT CASE WHEN reltuples >= 10000 THEN reltuples ELSE (SELECT count(*) FROM search_document) END
            FROM pg_class WHERE oid = 'search_document'::regclass
            """
        )
        total = float(cursor.fetchone()[0])
        cursor.execute(
            """
            SELECT known.word, known.share
            FROM pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS known (word, share)
            WHERE s.schemaname = current_schema() AND s.tablename = 'search_document' AND s.attname = 'words'
                  AND known.word = ANY(%s)
            """,
            [lexemes],
        )
        shares: dict[str, float] = dict(cursor.fetchall())
        known = [sum(shares.get(lexeme, 0.0) for lexeme in term.lexemes) * total for term in terms]
        unknown = [at for at, frequency in enumerate(known) if not frequency]
        cursor.execute(
            "SELECT (SELECT count(*) FROM"
            " (SELECT FROM search_document WHERE words @@ asked.query::tsquery LIMIT %s) AS held)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS asked (query, number) ORDER BY number",
            [COUNTED, [terms[at].query for at in unknown]],
        )
        for at, (count,) in zip(unknown, cursor.fetchall(), strict=True):
            known[at] = float(count)
    return known, total


def find_matches(
    terms: Terms, weighed: Sequence[Term], partial: str, near: Sequence[int], vector: str, filters: Filters
) -> list[Match]:
    """The candidates: how often each holds each word, and how near it is in meaning.

    `ts_filter` with every weight keeps all; its use is that the words are unpacked once, not once for every term.
    """
    counts = ", ".join(f"ts_rank_cd('{FIELD_WEIGHTS}', o.words, %(term{at})s::tsquery)" for at in range(len(weighed)))
    asked = {f"term{at}": term.query for at, term in enumerate(weighed)}
    either = f"""
        UNION (SELECT d.article_id FROM partly d WHERE {filters.sql} ORDER BY d.at DESC LIMIT %(most_partial)s)"""  # noqa: S608
    partly = """, partly AS MATERIALIZED (
                SELECT article_id, at, publisher_id, language FROM search_document
                WHERE (SELECT count(*) FROM whole) < %(enough)s AND words @@ %(partial)s::tsquery
            )"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH whole AS MATERIALIZED (
                {newest_sql(terms, filters)}
            ){partly if partial else ""}, picked AS (
                SELECT article_id FROM whole {either if partial else ""} UNION SELECT unnest(%(near)s::bigint[])
            ), opened AS MATERIALIZED (
                SELECT article_id, at, ts_filter(words, '{{a,b,c,d}}') AS words
                FROM search_document JOIN picked USING (article_id)
            )
            SELECT article_id, o.at, o.words @@ %(whole)s::tsquery, length(o.words), ARRAY[{counts}]::real[],
                   1 - (p.vector <=> NULLIF(%(vector)s, '')::halfvec)
            FROM opened o LEFT JOIN articles_print p USING (article_id)
            """,  # noqa: S608
            {**filters.params, **asked, "whole": terms.whole, "loose": terms.loose, "partial": partial,
             "newest": NEWEST, "enough": ENOUGH, "most_partial": PARTIAL, "near": list(near), "vector": vector},
        )  # fmt: skip
        return [
            Match(id=pk, at=at, is_whole=is_whole, size=size, counts=found, likeness=likeness or 0.0)
            for pk, at, is_whole, size, found, likeness in cursor.fetchall()
        ]


def find_nearest(vector: str, terms: Terms, filters: Filters) -> list[int]:
    """Articles near in meaning to the question, nearest first."""
    if terms.required:
        filters = filters.also("d.words @@ %(required)s::tsquery", required=terms.required)
    most = NEAREST_FILTERED if filters else NEAREST
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH near AS MATERIALIZED (
                SELECT article_id, vector <=> %(vector)s::halfvec AS distance FROM articles_print
                ORDER BY vector <=> %(vector)s::halfvec LIMIT %(most)s
            )
            SELECT d.article_id FROM near JOIN search_document d USING (article_id)
            WHERE near.distance <= %(far)s AND {filters.sql} ORDER BY near.distance, d.article_id LIMIT %(kept)s
            """,  # noqa: S608
            {**filters.params, "vector": vector, "most": most, "far": 1 - ALIKE, "kept": NEAREST},
        )
        return [row[0] for row in cursor.fetchall()]
