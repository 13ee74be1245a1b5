"""Reading how often words were written of late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from octavo.apps.stories.models import Vocabulary as Row
from octavo.engine.clustering import Vocabulary


def vocabularies_of(languages: Iterable[str]) -> defaultdict[str, Vocabulary]:
    """The vocabulary of each language ('' for unknown), an empty one where nothing was read. One query."""
    rows = Row.objects.filter(language__in=set(languages))
    return defaultdict(Vocabulary, {row.language: Vocabulary.from_bytes(bytes(row.counts)) for row in rows})
