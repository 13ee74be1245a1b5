"""Keeping what articles are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Count, Q

from octavo.apps.articles.models import Article
from octavo.apps.topics.models import Tagging, Topic, TopicAlias
from octavo.engine.entities import Alias, as_hashtag, topic_key
from octavo.engine.records import Hashtag

BELIEVED = 3  # texts that must have said that two ways mean one,
SHARE = 0.8  # the share of them among all that explained the short one,
ALONE = 2  # and how many articles may carry the short one for each text that explained it
Key = tuple[str, str]  # language, topic key; of what a text says for short: language, slug


def tag_articles(
    pairs: Sequence[tuple[Article, Sequence[Hashtag]]], aliases: Mapping[int, Sequence[Alias]] | None = None
) -> None:
    """Gives each article these hashtags in place of those it had. Call within a transaction.

    Spellings of one key are one topic: the first slug and name stay. What texts have taught (`aliases`, by article: an
    acronym, a surname) counts too, once believed: later articles go to the topic that is meant, and a topic that turns
    out to be another one becomes a redirect. Rows are written in one order, so that two workers never wait for each
    other in a circle.
    """
    wanted = [
        (article, tag, (article.language or "", topic_key(tag.slug[:80], article.language)))
        for article, tags in sorted(pairs, key=lambda pair: pair[0].pk)
        for tag in tags
    ]
    learned = _learn(pairs, aliases or {})
    means = _meanings({(article.language or "", tag.slug) for article, tag, _ in wanted} | learned)
    wanted = [
        (article, tag, means[short][0] if (short := (article.language or "", tag.slug)) in means else key)
        for article, tag, key in wanted
    ]
    shown: dict[Key, Hashtag] = {}
    for _, tag, key in wanted:
        shown.setdefault(key, tag)
    topics = _topics(shown | dict(means.values()))
    _merge(means, topics)
    Tagging.objects.filter(article__in=[article.pk for article, _ in pairs]).delete()
    best: dict[tuple[int, int], Tagging] = {}
    for article, tag, key in wanted:
        topic = topics[key]
        row = Tagging(article=article, topic=topic, weight=tag.weight, at=article.at)
        known = best.setdefault((article.pk, topic.pk), row)
        known.weight = max(known.weight, tag.weight)
    Tagging.objects.bulk_create([best[place] for place in sorted(best)], ignore_conflicts=True)


def _learn(pairs: Sequence[tuple[Article, Sequence[Hashtag]]], aliases: Mapping[int, Sequence[Alias]]) -> set[Key]:
    """Counts what texts that are tagged for the first time say to be one. Returns the short ways."""
    told = [article for article, _ in pairs if aliases.get(article.pk)]
    again = set(Tagging.objects.filter(article__in=told).values_list("article_id", flat=True)) if told else set()
    names: dict[tuple[str, str, str], str] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for article in told:
        language = article.language or ""
        for alias in () if article.pk in again else aliases[article.pk]:
            short, full = as_hashtag(alias.short).slug[:80], topic_key(as_hashtag(alias.full).slug, language)
            if short and full and topic_key(short, language) != full:
                names.setdefault((language, short, full), alias.full[:120])
                seen[language, short, full] += 1
    if seen:
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO topics_topicalias (language, short, "full", name, seen)
                SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::int[])
                ON CONFLICT (language, short, "full") DO UPDATE SET seen = topics_topicalias.seen + excluded.seen
                """,
                [list(column) for column in zip(*((*row, names[row], seen[row]) for row in sorted(seen)), strict=True)],
            )
    return {(language, short) for language, short, _ in seen}


def _meanings(keys: Iterable[Key]) -> dict[Key, tuple[Key, Hashtag]]:
    """Short ways that stand for another name nearly always, with what they stand for. "Congress" does not stand for
    the Continental Congress: too many speak of it who never explain it."""
    rows: defaultdict[Key, list[TopicAlias]] = defaultdict(list)
    for row in TopicAlias.objects.filter(short__in={short for _, short in keys}).order_by("-seen", "full"):
        if (row.language, row.short) in keys:
            rows[row.language, row.short].append(row)
    likely = {
        key: found[0]
        for key, found in rows.items()
        if found[0].seen >= BELIEVED and found[0].seen >= SHARE * sum(row.seen for row in found)
    }
    if not likely:
        return {}
    carried = Topic.objects.filter(slug__in={short for _, short in likely}).annotate(count=Count("taggings"))
    alone = {(topic.language, topic.slug): topic.count for topic in carried}
    return {
        key: ((key[0], row.full), as_hashtag(row.name))
        for key, row in likely.items()
        if alone.get(key, 0) <= ALONE * row.seen
    }


def _topics(wanted: Mapping[Key, Hashtag]) -> dict[Key, Topic]:
    """The topic of each key, made where there is none; of one that has become part of another, that other."""
    found = _known(wanted)
    missing = {key: tag for key, tag in wanted.items() if key not in found}
    if missing:
        new = [
            Topic(slug=tag.slug[:80], language=key[0], key=key[1], name=tag.name[:120]) for key, tag in missing.items()
        ]
        new.sort(key=lambda topic: (topic.slug, topic.language))
        Topic.objects.bulk_create(new, ignore_conflicts=True)
        found |= _known(missing)
    return found


def _known(wanted: Mapping[Key, Hashtag]) -> dict[Key, Topic]:
    """Topics by key; by slug where that key has none (of before keys, or where two keys make one slug)."""
    slugs = {(key[0], tag.slug[:80]): key for key, tag in wanted.items()}
    rows = Topic.objects.filter(
        Q(key__in={key for _, key in wanted}) | Q(slug__in={slug for _, slug in slugs})
    ).select_related("merged_into")
    by_key: dict[Key, Topic] = {}
    by_slug: dict[Key, Topic] = {}
    for row in rows:
        topic = row.merged_into or row
        if row.key is not None and (row.language, row.key) in wanted:
            by_key[row.language, row.key] = topic
        elif (row.language, row.slug) in slugs:
            by_slug[slugs[row.language, row.slug]] = topic
    return by_slug | by_key


def _merge(means: Mapping[Key, tuple[Key, Hashtag]], topics: Mapping[Key, Topic]) -> None:
    """Topics that turned out to be another one: their articles go there, their addresses lead there."""
    if not means:
        return
    rows = Topic.objects.filter(slug__in={short for _, short in means}, merged_into=None).order_by("pk")
    for row in rows.select_for_update(no_key=True):
        full = means.get((row.language, row.slug))
        target = topics.get(full[0]) if full else None
        if target is None or target.pk == row.pk:
            continue
        held = Tagging.objects.filter(topic=target).values("article")
        Tagging.objects.filter(topic=row).exclude(article__in=held).update(topic=target)
        Tagging.objects.filter(topic=row).delete()
        Topic.objects.filter(merged_into=row).update(merged_into=target)
        Topic.objects.filter(pk=row.pk).update(merged_into=target)
