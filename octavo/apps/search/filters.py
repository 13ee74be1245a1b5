"""What narrows a question: publisher, topic, language, days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from octavo.apps.search.asked import SearchQuery
from octavo.apps.sources.models import Publisher
from octavo.apps.topics.models import Topic


@dataclass(frozen=True, slots=True)
class Filters:
    """A condition on `search_document d` and its parameters."""

    sql: str = "TRUE"
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def are_narrow(self) -> bool:
        """Few of the newest may pass."""
        return "publisher" in self.params or "topics" in self.params

    def also(self, sql: str, **params: Any) -> Filters:
        return Filters(f"{self.sql} AND {sql}", {**self.params, **params})

    def __bool__(self) -> bool:
        return bool(self.params)


def read_filters(query: SearchQuery, problems: list[str]) -> Filters | None:
    """The filters of a question; None where one of them names what there is not."""
    found = Filters()
    if query.publisher:
        publisher = Publisher.objects.filter(slug=query.publisher).values_list("pk", flat=True).first()
        if publisher is None:
            problems.append(f"There is no publisher “{query.publisher}”.")
            return None
        found = found.also("d.publisher_id = %(publisher)s", publisher=publisher)
    if query.topic:
        topics = list(Topic.objects.filter(slug=query.topic).values_list("pk", flat=True))
        if not topics:
            problems.append(f"There is no topic “{query.topic}”.")
            return None
        found = found.also(
            "EXISTS (SELECT FROM topics_tagging t WHERE t.article_id = d.article_id AND t.topic_id = ANY(%(topics)s))",
            topics=topics,
        )
    if query.language:
        found = found.also("d.language = %(language)s", language=query.language)
    if query.since:
        found = found.also("d.at >= %(since)s", since=datetime.combine(query.since, time(), UTC))
    if query.until and query.until.year < 9999:
        found = found.also("d.at < %(until)s", until=datetime.combine(query.until, time(), UTC) + timedelta(days=1))
    return found
