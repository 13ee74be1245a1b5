"""A scripted liar writes about every story of the sample edition: what of it would be shown.

The liar is a real server on loopback that copies every other sentence and lies in the rest; which are lies is known
because it made them.
"""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from octavo.edition.build import build_edition
from octavo.engine.assist.composed import Source
from octavo.engine.assist.writers import ModelConfig, Numbered, Proposed, Request, number_sources, prompt_of, write
from octavo.engine.assist.writers.judge import Judged, Task, judge
from tests.model_server import Liar, ModelServer

NOW = datetime(2026, 3, 7, 21, 0, tzinfo=UTC)
SENTENCES = 24  # of each story
_QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|\"([^\"]+)\"")


def score_liars() -> dict[str, float]:
    """Counts of what must never be shown end in `_count`; `kept` is the share of true sentences that were shown."""
    liar, shown, refused = Liar(most=SENTENCES), [], Counter[bool]()
    with ModelServer(liar) as server:
        config = ModelConfig(address=server.address, model="liar")
        for sources in edition_stories():
            numbered = number_sources(sources)
            for proposed, judged in asyncio.run(_judged(numbered, sources[0].language, config)):
                if judged.cited is None:
                    refused[proposed.text in liar.truths] += 1
                else:
                    shown.append((judged, numbered))
    texts = [judged.cited.text for judged, _ in shown if judged.cited]
    true = sum(text in liar.truths for text in texts)
    return {
        "liars.sentences": float(len(texts) + refused[True] + refused[False]),
        "liars.unsupported_shown_count": float(sum(text in liar.lies - liar.truths for text in texts)),
        "liars.quotations_not_verbatim_count": float(sum(_misquotes(judged, numbered) for judged, numbered in shown)),
        "liars.true_kept": true / max(1, true + refused[True]),
    }


async def _judged(numbered: Numbered, language: str | None, config: ModelConfig) -> list[tuple[Proposed, Judged]]:
    request = Request(prompt=prompt_of("key_points"), numbered=numbered)
    task = Task(feature="key_points", numbered=numbered, source_language=language, language=language)
    return [(one, judge(one, task)) async for one in write(request, config) if isinstance(one, Proposed)]


def _misquotes(judged: Judged, numbered: Numbered) -> bool:
    """Whether something between quotation marks stands in none of the passages cited."""
    assert judged.cited is not None
    spans = set(judged.cited.spans)
    held = " ".join(place.sentence.text for place in numbered.places.values() if place.span in spans)
    quoted = (next(filter(None, found)) for found in _QUOTED.findall(judged.cited.text))
    return any(" ".join(words.split()) not in " ".join(held.split()) for words in quoted)


def edition_stories() -> Iterable[list[Source]]:
    """The reports of each event of the edition, by language, oldest first."""
    with tempfile.TemporaryDirectory() as folder:
        build_edition(NOW, Path(folder))
        rows = [json.loads(line) for line in (Path(folder) / "truth.jsonl").read_text().splitlines()]
    stories: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for number, row in enumerate(sorted(rows, key=lambda row: (row["published"], row["address"])), start=1):
        if text := "\n\n".join(row["paragraphs"]):
            stories[row["event"], row["language"]].append(
                Source(article=number, title=row["title"], text=text, language=row["language"],
                       at=datetime.fromisoformat(row["published"]), publisher=row["publisher"])
            )  # fmt: skip
    return list(stories.values())
