"""Key points of an article and of a story of 40 reports, beside sumy's summarisers, in one process."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.extraction import forget_ours
from bench.harness.peers import named, peer
from bench.harness.records import SHARED, Asked, Bench, Figure, Result, Skipped, Target
from octavo.engine.assist import Length, Source, key_points

ARTICLES, REPORTS, STORIES = 200, 40, 5
ONE = Target(value=8, at_most=True)  # milliseconds
STORY = Target(value=80, at_most=True)
_Story = Sequence[Source]


def run(asked: Asked) -> Result:
    sources = _sources(asked.cut(ARTICLES) or ARTICLES)
    stories = [sources[at : at + REPORTS] for at in range(0, min(len(sources), REPORTS * STORIES), REPORTS)]
    octavo_one, octavo_story = "Octavo: one article", f"Octavo: a story of {REPORTS} reports, nothing in its caches"
    key_points(sources[:2])  # models and tables are loaded before the clock runs
    figures = [
        _figure(octavo_one, _ours, [[source] for source in sources], asked.passes, "articles", target=ONE),
        _figure(octavo_story, _ours, stories, asked.passes, "stories", target=STORY, before=forget_ours),
    ]
    notes = ["The reports of a story are 40 articles of the set; what they tell does not matter for the time."]
    summarisers = _peers()
    for name, summarise in summarisers.items():
        one = [[source] for source in sources[:50]]
        figures.append(_figure(f"{name}: one article", summarise, one, 1, "articles", against=octavo_one))
        lead = [[_cut(source) for source in stories[0]]]
        figures.append(_figure(f"{name}: a story, 3,000 characters of each report", summarise, lead, 1, "stories",
                               against=octavo_story))  # fmt: skip
    return Result(figures=figures, notes=notes if summarisers else [*notes, "sumy: not installed."])


def _ours(story: _Story) -> object:
    return key_points(story, length=Length.MEDIUM)


def _figure(
    what: str,
    summarise: Callable[[_Story], object],
    stories: Sequence[_Story],
    passes: int,
    of: str,
    *,
    target: Target | None = None,
    against: str | None = None,
    before: Callable[[], None] = lambda: None,
) -> Figure:
    """Milliseconds of CPU each, the median over all of a pass."""
    spent = []
    for _ in range(passes):
        for story in stories:
            before()
            begun = time.process_time()
            summarise(story)
            spent.append(1_000 * (time.process_time() - begun))
    return Figure(
        what=what, values=spent, unit="ms of CPU", count=len(stories), of=of, less_is_better=True, target=target,
        against=against,
    )  # fmt: skip


def _sources(count: int) -> list[Source]:
    file = SHARED / "benchmarks/news/articles.jsonl.gz"
    if not file.is_file():
        raise Skipped("The articles (shared/benchmarks/news) are not beside this checkout.")
    found: list[Source] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if len(row["text"]) > 1_500:
                found.append(Source(article=number, title=row["title"], text=row["text"], language="en"))
            if len(found) == count:
                break
    return found


def _cut(source: Source) -> Source:
    return Source(article=source.article, title=source.title, text=source.text[:3_000], language=source.language)


def _peers() -> dict[str, Callable[[_Story], object]]:
    from octavo.engine.text.sentences import split_sentences

    parsers = peer("sumy.parsers.plaintext")
    if parsers is None:
        return {}

    class Tokenizer:
        """Our sentences: sumy's own would fetch data of nltk."""

        def to_sentences(self, text: str) -> tuple[str, ...]:
            return tuple(one.text for one in split_sentences(text, "en"))

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(word for word in sentence.lower().split() if any(map(str.isalnum, word)))

    def made(summarizer: Any) -> Callable[[_Story], object]:
        def summarise(story: _Story) -> object:
            text = "\n\n".join(each.text for each in story)
            return summarizer(parsers.PlaintextParser.from_string(text, Tokenizer()).document, 3)

        return summarise

    kinds = (("TextRank", "text_rank"), ("LexRank", "lex_rank"))
    modules = {kind: peer(f"sumy.summarizers.{module}") for kind, module in kinds}
    return {
        f"{named('sumy')}, {kind}": made(getattr(module, f"{kind}Summarizer")())
        for kind, module in modules.items()
        if module is not None
    }


BENCH = Bench(
    name="keypoints",
    about="key points of one article, and of a story of 40 reports, one process, texts to sentences with spans",
    run=run,
)
