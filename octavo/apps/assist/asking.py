"""What a question is answered from: an article, the reports of a story, or what the search finds among everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from octavo.apps.articles.queries import originals_of
from octavo.apps.assist.sources import current_story, source_of, texts_known
from octavo.apps.search.queries import find_articles
from octavo.apps.stories.models import Report
from octavo.engine.assist import Source, search_words

MOST = 60  # articles that an answer is looked for in


def sources_for(
    question: str,
    *,
    article: int | None = None,
    story: int | None = None,
    earlier: Sequence[tuple[str, str]] = (),
    as_of: datetime | None = None,
    known_at: datetime | None = None,
    now: datetime,
) -> list[Source]:
    """The articles that may answer a question, oldest first: one article, the newest reports of a story, or, with
    neither, what the search finds for its words and those it carries over from `earlier` questions.

    Nothing that appeared after `as_of` (default: `now`), each in the version that Octavo held at `known_at` (default:
    that moment); what it did not hold then is left out. At most 60. Three queries; of everything ten.
    """
    moment = min(as_of or now, now)
    if article is not None:
        ids = [article]
    elif story is not None:
        ids = _reports(story, moment, known_at)
    else:
        ids = find_articles(search_words(question, earlier), until=moment, limit=MOST)
    return _read(ids, moment, known_at or moment)


def _reports(story: int, moment: datetime, known_at: datetime | None) -> list[int]:
    """The newest reports of a story, of the one it has become part of; at `known_at`, of those it had then."""
    rows = Report.objects.filter(story=current_story(story), article__at__lte=moment)
    if known_at is not None:
        rows = rows.filter(joined_at__lte=known_at)
    return list(rows.order_by("-article__at", "-article").values_list("article", flat=True)[:MOST])


def _read(ids: Iterable[int], moment: datetime, known_at: datetime) -> list[Source]:
    held = [one for one in texts_known(ids, known_at) if one.article.at <= moment]
    copies = originals_of(one.article.pk for one in held)
    # Nobody is a copy of a copy.
    return [source_of(one, copies[pk].original_id if (pk := one.article.pk) in copies else pk) for one in held]
