"""Stories of the sample edition that are linked: across languages (one event), and to threads (one affair)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any


def score_links(truth: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Precision and recall of what Octavo links now, over pairs of its stories.

    A story's event, language and affair are those of most of its reports. Across languages two stories belong together
    when they have one event; to a thread, when they have one affair, one language, and not one event.
    """
    from octavo.apps.stories.models import Counterpart, Story
    from octavo.apps.stories.queries import stories_of

    rows = _by_story(truth, stories_of)
    linked = {tuple(sorted(pair)) for pair in Counterpart.objects.values_list("story_id", "other_id")}
    threads = dict(Story.objects.filter(thread__isnull=False).values_list("pk", "thread_id"))
    pairs = list(combinations(sorted(rows), 2))
    one_event = {
        (a, b) for a, b in pairs if rows[a]["event"] == rows[b]["event"] and rows[a]["language"] != rows[b]["language"]
    }
    spoken = [(a, b) for a, b in pairs if rows[a]["language"] == rows[b]["language"]]
    one_affair = {(a, b) for a, b in spoken if rows[a]["affair"] and rows[a]["affair"] == rows[b]["affair"]}
    told_twice = {(a, b) for a, b in spoken if rows[a]["event"] == rows[b]["event"]}
    one_thread = {(a, b) for a, b in spoken if a in threads and threads[a] == threads.get(b)}
    return {
        **_named("edition.links", one_event, {pair for pair in linked if set(pair) <= rows.keys()}),
        **_named("edition.threads", one_affair - told_twice, one_thread - told_twice),
    }


def _by_story(truth: Sequence[Mapping[str, Any]], stories_of: Any) -> dict[int, dict[str, Any]]:
    """Story -> the event, language and affair of most of its reports."""
    from octavo.apps.articles.queries import articles_by_key
    from octavo.engine.text.addresses import address_key

    articles = articles_by_key([address_key(row["address"]) for row in truth])
    stories = stories_of([article.pk for article in articles.values()])
    said: dict[int, Counter[tuple[str, str, str | None]]] = defaultdict(Counter)
    for row in truth:
        article = articles.get(address_key(row["address"]))
        if article is not None and article.pk in stories:
            said[stories[article.pk]][row["event"], row["language"], row["affair"]] += 1
    return {
        story: dict(zip(("event", "language", "affair"), counts.most_common(1)[0][0], strict=True))
        for story, counts in said.items()
    }


def _named(name: str, truth: set[tuple[int, int]], ours: set[Any]) -> dict[str, float]:
    right = len(truth & ours)
    return {
        f"{name}_precision": right / len(ours) if ours else float(not truth),
        f"{name}_recall": right / len(truth) if truth else 1.0,
    }
