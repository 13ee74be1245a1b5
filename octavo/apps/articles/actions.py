"""Keeping items, drafts and fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection

from octavo.apps.articles.mapping import article_values, blocks_to_plain, clean, item_to_plain
from octavo.apps.articles.models import Article, Item, Print, Version
from octavo.apps.queue.models import Setback
from octavo.apps.sources.models import Feed, Publisher
from octavo.engine.judging import Known, Verdict, judge_item, place_undated
from octavo.engine.records import BodyState, Draft, FeedItem
from octavo.engine.text.addresses import address_key

LONGEST_KEY = 500  # bytes; an index row has room for 2,700
FUTURE_ALLOWED = timedelta(minutes=10)  # clocks differ; beyond it a date is a mistake


def guid_key(guid: str) -> str:
    """What an item is found by again."""
    return sha256(guid.encode("utf-8", "replace")).hexdigest()[:32]


def store_items(feed: Feed, items: Sequence[FeedItem], *, now: datetime, first: bool = False) -> list[int]:
    """Keeps what is new or changed in a feed; `first` says that it was never polled before.

    Returns the ids of the items that must be read.
    """
    found = {guid_key(item.guid): item for item in items}
    moments = place_undated([item.published for item in items]) if first else [None] * len(items)
    about = {guid_key(item.guid): moment for item, moment in zip(items, moments, strict=True)}
    known = {row.guid_key: row for row in Item.objects.filter(feed=feed, guid_key__in=list(found))}
    new: list[Item] = []
    changed: list[Item] = []
    for key, item in found.items():
        row = known.get(key)
        verdict = judge_item(item, Known(digest=row.digest, changes=row.changes) if row else None)
        if verdict is Verdict.NEW:
            new.append(
                Item(
                    feed=feed,
                    guid_key=key,
                    digest=item.digest,
                    payload=item_to_plain(item),
                    seen_at=now,
                    about=about[key],
                    changed_at=now,
                    due_at=now,
                )
            )
        elif verdict is Verdict.CHANGED and row:
            row.digest, row.payload, row.changed_at = item.digest, item_to_plain(item), now
            row.changes, row.tries, row.read_at, row.due_at = row.changes + 1, 0, None, now
            changed.append(row)
    Item.objects.bulk_create(new, ignore_conflicts=True)
    Item.objects.bulk_update(changed, ["digest", "payload", "changed_at", "changes", "tries", "read_at", "due_at"])
    fresh = Item.objects.filter(feed=feed, guid_key__in=[row.guid_key for row in new]).values_list("pk", flat=True)
    return [*fresh, *(row.pk for row in changed)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A draft to store, and the items it was read for."""

    draft: Draft
    publisher: Publisher
    items: tuple[Item, ...] = ()
    agency: str | None = None
    sure: bool = False  # of the very page that the article shows: it may turn out to hold less than we thought


@dataclass(slots=True)
class Stored:
    """What storing did. `at_key` finds the article of each address."""

    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    at_key: dict[str, Article] = field(default_factory=dict)

    @property
    def touched(self) -> list[int]:
        return [*self.new, *self.changed]


def store_drafts(readings: Sequence[Reading], *, now: datetime) -> Stored:
    """Keeps drafts as articles: new ones, new versions of known ones, or nothing where the text is the same.

    The mapper of `Draft` to rows. Call within a transaction; addresses are locked in one order.
    """
    wanted = {draft_key(reading.draft): reading for reading in readings}
    known = _lock_articles(wanted)
    fresh = [_new_article(key, wanted[key], now) for key in sorted(set(wanted) - set(known))]
    Article.objects.bulk_create(fresh, ignore_conflicts=True)
    created = {
        article.address_key: article
        for article in Article.objects.filter(address_key__in=[article.address_key for article in fresh])
    }
    stored = Stored(at_key={**known, **created})
    # Another worker may have stored the same address between our look and our insert: then its row stands.
    ours = {key for key, article in created.items() if article.first_seen == now}
    Version.objects.bulk_create(
        [_version(article, wanted[key].draft, now) for key, article in created.items() if key in ours],
        ignore_conflicts=True,
    )
    stored.new = [created[key].pk for key in sorted(ours)]
    others = {**known, **{key: article for key, article in created.items() if key not in ours}}
    stored.changed = _store_changes(others, wanted, now)
    _mark_read(wanted, stored, now)
    return stored


def draft_key(draft: Draft) -> str:
    """The key under which a draft's article is known. A very long one is cut and told apart by its digest."""
    key = clean(address_key(draft.canonical or draft.address))
    encoded = key.encode("utf-8", "replace")
    if len(encoded) <= LONGEST_KEY:
        return str(key)
    return f"{encoded[:LONGEST_KEY].decode('utf-8', 'ignore')}#{sha256(encoded).hexdigest()[:32]}"


def _lock_articles(keys: Mapping[str, Reading]) -> dict[str, Article]:
    rows = Article.objects.select_for_update(no_key=True).filter(address_key__in=sorted(keys)).order_by("address_key")
    return {article.address_key: article for article in rows}


def _new_article(key: str, reading: Reading, now: datetime) -> Article:
    values = article_values(reading.draft)
    return Article(
        **values,
        publisher=reading.publisher,
        address_key=key,
        agency=reading.agency,
        at=place_in_time(values["published"] or _about(reading), now),
        first_seen=now,
        updated_at=now,
    )


def _about(reading: Reading) -> datetime | None:
    """When an undated article must have appeared, as far as its feeds tell."""
    return min((item.about for item in reading.items if item.about), default=None)


def place_in_time(published: datetime | None, first_seen: datetime) -> datetime:
    """An article's place in lists: when it was published; where that is unknown or cannot be, when first seen."""
    return published if published and published <= first_seen + FUTURE_ALLOWED else first_seen


def _version(article: Article, draft: Draft, now: datetime) -> Version:
    return Version(
        article=article,
        number=article.version,
        title=article.title,
        blocks=blocks_to_plain(draft.blocks),
        digest=draft.digest,
        seen_at=now,
    )


def _store_changes(known: Mapping[str, Article], wanted: Mapping[str, Reading], now: datetime) -> list[int]:
    changed: list[Article] = []
    for key, article in known.items():
        reading = wanted[key]
        if reading.draft.digest == article.digest or (not reading.sure and _is_worse(reading.draft, article)):
            continue
        for name, value in article_values(reading.draft).items():
            # A later page that has lost its date or byline does not take ours away.
            if value not in (None, [], "") or name in ("standfirst", "image"):
                setattr(article, name, value)
        article.version += 1
        article.updated_at = now
        article.agency = reading.agency or article.agency
        if article.published:
            article.at = place_in_time(article.published, article.first_seen)
        changed.append(article)
    Version.objects.bulk_create([_version(article, wanted[article.address_key].draft, now) for article in changed])
    if changed:
        columns = article_values(wanted[changed[0].address_key].draft)
        Article.objects.bulk_update(changed, [*columns, "version", "updated_at", "agency", "at"])
    return [article.pk for article in changed]


def _is_worse(draft: Draft, article: Article) -> bool:
    """A challenge or a notice served today never replaces the text that we hold."""
    held = BodyState(article.body_state)
    if held is BodyState.FULL and draft.body_state in (
        BodyState.BLOCKED,
        BodyState.EMPTY,
        BodyState.NOT_ARTICLE,
        BodyState.PAYWALLED,
        BodyState.TEASER,
    ):
        return True
    return held.readable and not draft.body_state.readable


def _mark_read(wanted: Mapping[str, Reading], stored: Stored, now: datetime) -> None:
    close_items([(item, stored.at_key[key].pk) for key, reading in wanted.items() for item in reading.items], now=now)


def close_items(pairs: Sequence[tuple[Item, int | None]], *, now: datetime) -> None:
    """Marks items as read, as entries of these articles (None: there is nothing in them to store).

    An item that has changed since it was loaded stays open: the change has a job of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE articles_item item
            SET article_id = done.article_id,
                read_at = CASE WHEN item.digest = done.digest THEN %s ELSE item.read_at END
            FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS done(id, digest, article_id)
            WHERE item.id = done.id
            """,
            [
                now,
                [item.pk for item, _ in pairs],
                [item.digest for item, _ in pairs],
                [article for _, article in pairs],
            ],
        )


def postpone_items(waits: Sequence[tuple[Item, datetime, bool]]) -> None:
    """Remembers when items are asked for again, and whether their page was asked for and did not come."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE articles_item item SET due_at = wait.due_at, tries = item.tries + wait.counted
            FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::int[]) AS wait(id, digest, due_at, counted)
            WHERE item.id = wait.id AND item.digest = wait.digest
            """,
            [
                [item.pk for item, _, _ in waits],
                [item.digest for item, _, _ in waits],
                [due_at for _, due_at, _ in waits],
                [int(counted) for _, _, counted in waits],
            ],
        )


def claim_lost_items(*, before: datetime, now: datetime, limit: int = 1000) -> list[int]:
    """Items that were due before a moment and were never read: their job was lost. Each is claimed once in a while."""
    lost = (
        Item.objects.filter(read_at__isnull=True, due_at__lt=before)
        .exclude(pk__in=Setback.objects.filter(step="read").values("subject_id"))
        .order_by("due_at")
    )
    ids = list(lost.values_list("pk", flat=True)[:limit])
    Item.objects.filter(pk__in=ids).update(due_at=now)
    return ids


def store_prints(prints: Sequence[Print]) -> None:
    """Keeps fingerprints, replacing those of older versions."""
    Print.objects.bulk_create(
        prints,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["digest", "signature", "bands", "shingles", "vector", "terms", "names"],
    )


def keep_desks(judged: Iterable[tuple[Article, str | None, float]]) -> None:
    """The desk of each article and how sure it is; None: not sure enough to be shown. One query."""
    rows = sorted(judged, key=lambda one: one[0].pk)
    for article, desk, confidence in rows:
        article.desk, article.desk_confidence = desk or "", confidence
    Article.objects.bulk_update([article for article, *_ in rows], ["desk", "desk_confidence"])
