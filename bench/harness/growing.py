"""A database grown to any number of articles out of the parts of real ones, and filled as fast as PostgreSQL goes.

Each grown article has the title and half the text of one real article and half the text of another, and a vector
beside the first one's. A term or a sentence that stands in several real articles stands in as large a share of the
grown ones; what stands in one only becomes rarer words of its own. Everything is in one language: the worst case for
look-ups and for the lock under which a language is placed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from bench.harness.seeds import Frequencies, Seed, differences, half, mixed_view, sentence_keys

OPEN_STORIES = 50_000
DIFFERENCES = 20_000
DAYS = 30  # over which publication dates are spread
OPEN_DAYS = 7  # in which the reports of open stories lie
SPELLINGS = 12  # a word of one real article becomes so many rare words (vocabulary grows as the root of the text)
SIBLINGS = 2  # every second fresh article has an open story of its own event, every sixth has two
TABLES = ("articles_article", "articles_version", "articles_print", "stories_story", "stories_report", "stories_beacon")

# Who a grown article is made of: `a` seed, `d` difference; `story` it reports; `at` its time.
_PART = """
CREATE TEMP TABLE part ON COMMIT DROP AS
SELECT k, coalesce(o.a, 1 + u1 % %(seeds)s) AS a,
       CASE WHEN k <= %(open)s THEN o.d ELSE 1 + u2 % %(differences)s END AS d, story,
       %(now)s::timestamptz - make_interval(secs => CASE WHEN story <= %(open)s THEN u4 % (%(open_days)s * 86400)
           ELSE %(open_days)s * 86400 + u4 % ((%(days)s - %(open_days)s) * 86400) END) AS at
FROM (SELECT *, CASE WHEN k <= %(open)s THEN k WHEN u3 % 5 = 0 THEN 1 + u1 % %(open)s ELSE %(open)s + k END AS story
      FROM (SELECT k, hashint8extended(k, 1) & 2147483647 AS u1, hashint8extended(k, 2) & 2147483647 AS u2,
                   hashint8extended(k, 3) & 2147483647 AS u3, hashint8extended(k, 4) & 2147483647 AS u4
            FROM generate_series(%(first)s::bigint, %(last)s::bigint) k) dice) thrown
LEFT JOIN bench_open o ON o.id = thrown.story
"""
_ARTICLES = """
INSERT INTO articles_article (id, publisher_id, address, address_key, title, authors, contributors, published, language,
    desk, keywords, body_state, body_reason, at, first_seen, updated_at, version, digest, words, minutes)
SELECT k, s.publisher_id, 'https://grown.example/' || k, 'grown.example/' || k, s.title, '{}', '[]', at, 'en',
    '', '{}', 'full', 'whole', at, at, at, 1, md5(k::text), 180, 1
FROM part JOIN bench_seed s ON s.id = part.a
"""
_VERSIONS = """
INSERT INTO articles_version (id, article_id, number, title, blocks, digest, seen_at)
SELECT k, k, 1, s.title, s.first || o.second, md5(k::text), at
FROM part JOIN bench_seed s ON s.id = part.a JOIN bench_difference d ON d.id = part.d JOIN bench_seed o ON o.id = d.b
"""
_PRINTS = """
INSERT INTO articles_print (article_id, digest, signature, bands, shingles, vector, terms, names)
SELECT k, md5(k::text), s.signature,
    s.common || ARRAY(SELECT hashint8extended(k, 100 + n) FROM generate_series(1, s.own_keys) n),
    180, l2_normalize(s.vector + d.difference),
    ARRAY(SELECT term FROM unnest(s.common_terms[:6] || o.common_terms[7:]) term
          UNION SELECT left(term, 70) || (k % %(spellings)s) FROM unnest(s.own_terms[:6] || o.own_terms[7:]) term), '{}'
FROM part JOIN bench_seed s ON s.id = part.a JOIN bench_difference d ON d.id = part.d JOIN bench_seed o ON o.id = d.b
"""
_SLEEPING = """
INSERT INTO stories_story (id, title, language, is_open, first_at, last_at, opened_at, memory, section,
    desk, places, pulse, reports_count, outlets_count, independent_count, countries_count, facts)
SELECT story, 'asleep', 'en', false, at, at, at, '', '', '', '{}', '{}', 1, 1, 1, 1, '[]'
FROM part WHERE story > %(open)s
"""
_REPORTS = """
INSERT INTO stories_report (article_id, story_id, joined_at, score, reasons, view)
SELECT k, story, at, 1, '[]', s.view FROM part JOIN bench_seed s ON s.id = part.a
"""


_COMMONPLACES = """
INSERT INTO articles_commonplace (band)
SELECT band FROM (SELECT unnest(bands) AS band FROM articles_print) held GROUP BY band HAVING count(*) >= %s
ON CONFLICT DO NOTHING
"""


def note_commonplaces() -> None:
    """Keeps which bands many texts hold: the line learns it when a band stands in its 60th text, and growth passed it
    over."""
    from octavo.pipeline.match import COMMON_FROM

    with bulk() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM articles_commonplace)")
        if not cursor.fetchone()[0]:
            cursor.execute(_COMMONPLACES, [COMMON_FROM])
            cursor.execute("VACUUM (ANALYZE) articles_commonplace")


def plant(seeds: Sequence[Seed], fresh: Sequence[Seed], *, now: datetime) -> None:
    """Lays out what grows: seeds, differences, and the open stories (some of events that `fresh` ones report)."""
    dice = random.Random(5)
    moved = differences(seeds, DIFFERENCES, dice)
    with bulk() as cursor:
        _make_tables(cursor)
        publishers = _publishers(cursor, [seed.host for seed in (*seeds, *fresh)])
        _copy_seeds(cursor, seeds, publishers)
        with cursor.copy("COPY bench_difference (b, difference) FROM STDIN") as rows:
            for other, direction in moved:
                rows.write_row((other + 1, _vector(direction)))
        origins = [(dice.randrange(len(seeds)), dice.randrange(DIFFERENCES)) for _ in range(OPEN_STORIES)]
        with cursor.copy("COPY bench_open (id, a, d) FROM STDIN") as rows:
            for number, (seed, difference) in enumerate(origins, 1):
                rows.write_row((number, seed + 1, difference + 1))
    _open_stories(seeds, fresh, origins, moved, now)


def grow(last: int, seeds: int, *, now: datetime, step: int = 100_000) -> None:
    """Adds articles until there are `last`, their indexes made afterwards, and lets the planner know."""
    with bulk() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM articles_article WHERE address LIKE 'https://grown.example/%'")
        have = cursor.fetchone()[0]
        indexes = _drop_indexes(cursor)
        for first in range(have + 1, last + 1, step):
            values = {"first": first, "last": min(first + step - 1, last), "seeds": seeds, "now": now,
                      "differences": DIFFERENCES, "open": OPEN_STORIES, "open_days": OPEN_DAYS, "days": DAYS,
                      "spellings": SPELLINGS}  # fmt: skip
            cursor.execute("BEGIN")
            for statement in (_PART, "ANALYZE part", _ARTICLES, _VERSIONS, _PRINTS, _SLEEPING, _REPORTS):
                cursor.execute(_escaped(statement), values)
            cursor.execute("COMMIT")
        for index in indexes:
            cursor.execute(index)
        for table in ("articles_article", "articles_version", "stories_story"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        for table in TABLES:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
        cursor.execute("CHECKPOINT")


@contextmanager
def bulk() -> Iterator[Any]:
    """A psycopg cursor without checks of foreign keys and with memory for indexes; every statement commits itself."""
    import psycopg
    from django.db import connection

    connection.ensure_connection()
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as raw, raw.cursor() as cursor:
        for setting in ("session_replication_role = replica", "synchronous_commit = off",
                        "maintenance_work_mem = '2GB'", "work_mem = '256MB'"):  # fmt: skip
            cursor.execute(f"SET {setting}")
        yield cursor


def _escaped(statement: str) -> str:
    """The remainder sign doubled, as psycopg wants it."""
    return statement.replace("% ", "%% ")


def _make_tables(cursor: Any) -> None:
    cursor.execute("CREATE TABLE bench_seed (id int PRIMARY KEY, publisher_id bigint, title text, first jsonb, "
                   "second jsonb, signature bytea, vector halfvec(256), common bigint[], own_keys int, "
                   "common_terms varchar[], own_terms varchar[], view bytea)")  # fmt: skip
    cursor.execute("CREATE TABLE bench_difference (id serial PRIMARY KEY, b int, difference halfvec(256))")
    cursor.execute("CREATE TABLE bench_open (id int PRIMARY KEY, a int, d int)")


def _publishers(cursor: Any, hosts: Sequence[str]) -> dict[str, int]:
    names = sorted(set(hosts))
    for number, host in enumerate(names, 1):
        cursor.execute("INSERT INTO sources_publisher "
                       "(id, slug, name, homepage, host, language, country, country_name, kind) VALUES "
                       "(%s, %s, %s, '', %s, 'en', 'US', 'United States', 'unknown')",
                       [number, host.replace(".", "-")[:80], host[:200], host])  # fmt: skip
    cursor.execute("SELECT setval(pg_get_serial_sequence('sources_publisher', 'id'), %s)", [len(names)])
    return {host: number for number, host in enumerate(names, 1)}


def _copy_seeds(cursor: Any, seeds: Sequence[Seed], publishers: dict[str, int]) -> None:
    from octavo.engine.clustering import pack_view

    known = Frequencies.of(seeds)
    with cursor.copy("COPY bench_seed FROM STDIN") as rows:
        for number, seed in enumerate(seeds, 1):
            common = [key for key in sentence_keys(seed) if key in known.keys]
            # Places are kept, so that a half of the one and a half of the other make a whole.
            rows.write_row((
                number, publishers[seed.host], seed.title, json.dumps(half(seed.paragraphs, second=False)),
                json.dumps(half(seed.paragraphs, second=True)), seed.fingerprint.signature, _vector(seed.view.vector),
                common, len(seed.fingerprint.bands) - len(common),
                [term for term in seed.terms if term in known.terms], [t for t in seed.terms if t not in known.terms],
                pack_view(seed.view),
            ))  # fmt: skip


def _vector(values: Any) -> str:
    return "[" + ",".join(f"{value:.5g}" for value in values.tolist()) + "]"


def _open_stories(
    seeds: Sequence[Seed], fresh: Sequence[Seed], origins: Sequence[tuple[int, int]], moved: Any, now: datetime
) -> None:
    from octavo.apps.stories.actions.state import light_beacons, write_state
    from octavo.apps.stories.models import Story
    from octavo.engine.clustering import StoryView, absorb

    dice = random.Random(6)
    own = [seed for number, seed in enumerate(fresh) if number % SIBLINGS == 0 for _ in range(1 + (number % 6 == 0))]
    rows: list[tuple[Story, StoryView]] = []
    for number, (seed, difference) in enumerate(origins, 1):
        at = now - timedelta(seconds=dice.randrange(OPEN_DAYS * 86_400))
        other, direction = moved[difference]
        one = own[number - 1] if number <= len(own) else seeds[seed]
        if number <= len(own):
            at, direction = now - timedelta(hours=2 + number % 5), direction / 3
        state = None
        for _ in range(dice.choice((1, 1, 1, 1, 1, 1, 2, 2, 3, 12))):
            assert one.view.vector is not None
            view = mixed_view(
                one.view, seeds[other].view, one.view.vector + direction, published=at, publisher=one.host
            )
            state = absorb(state, view)
            other, direction = moved[dice.randrange(DIFFERENCES)]
        assert state is not None
        row = Story(id=number, title=one.title, language="en", first_at=at, last_at=at, opened_at=at)
        write_state(row, state)
        rows.append((row, state))
        if len(rows) == 1000 or number == len(origins):
            Story.objects.bulk_create(row for row, _ in rows)
            light_beacons(rows)
            rows.clear()


def _drop_indexes(cursor: Any) -> list[str]:
    """Removes what is no constraint; returns the statements that make it again."""
    cursor.execute(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "JOIN pg_class t ON t.oid = i.indrelid WHERE t.relname = ANY(%s) AND NOT i.indisunique", [list(TABLES)]
    )  # fmt: skip
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]
