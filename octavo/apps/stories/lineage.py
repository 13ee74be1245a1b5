"""A story's sources: which of its reports carry one text, first to last, and two texts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from octavo.apps.articles.models import Article, Copy, Reuse
from octavo.apps.articles.queries import ArticleText, texts_of
from octavo.apps.stories.models import Report, Story
from octavo.engine.neardup import Aligned, Fate, Sourced, align_sentences, independent_sources

CARRIERS_SHOWN = 500  # of one lineage; more outlets than that with one text have not been seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An article among those of its source. `of` is whose text it carries, `share` how much (0 to 1) of that text, or
    where `in_part` of its own. `of` None: it had its text first."""

    article: Article
    of: Article | None = None
    share: float = 1.0
    in_part: bool = False
    likeness: str = ""
    is_elsewhere: bool = False  # it reports another story, or none


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Reports that count as one, first to last in time."""

    carriers: tuple[Carrier, ...]
    agencies: tuple[str, ...]  # credited, the most credited first

    @property
    def outlets(self) -> int:
        return len({carrier.article.publisher_id for carrier in self.carriers})

    @property
    def is_shared(self) -> bool:
        """Several outlets have it, or one has it twice. Texts of one outlet count as one without being one text."""
        return self.outlets > 1 or self.has_copies

    @property
    def has_copies(self) -> bool:
        return any(carrier.of for carrier in self.carriers)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLineage:
    """A story with its sources: texts that several outlets carry or one agency sent, the widest first; then the texts
    that nobody else carries, first to last in time."""

    story: Story
    shared: tuple[Source, ...]
    single: tuple[Carrier, ...]


def story_lineage(story_id: int) -> StoryLineage | None:
    """Who carries whose text in a story, that of another one it has become part of; None: there is none. Five queries
    at most."""
    story = Story.objects.filter(pk=story_id).defer("memory").first()
    if story is None:
        return None
    if story.merged_into_id:
        return story_lineage(story.merged_into_id)
    ids = set(Report.objects.filter(story=story).values_list("article_id", flat=True))
    carriers = _carriers(ids)
    numbers = independent_sources([sourced(found.article, copy, parts) for found, copy, parts in carriers])
    groups: dict[int, list[Carrier]] = {}
    for number, carrier in zip(numbers, (found[0] for found in carriers), strict=True):
        groups.setdefault(number, []).append(carrier)
    sources = [Source(carriers=tuple(group), agencies=_agencies(group)) for group in groups.values()]
    shared = sorted((source for source in sources if source.is_shared), key=lambda each: -each.outlets)
    single = [carrier for source in sources if not source.is_shared for carrier in source.carriers]
    single.sort(key=lambda carrier: (carrier.article.at, carrier.article.pk))
    return StoryLineage(story=story, shared=tuple(shared), single=tuple(single))


def _carriers(ids: set[int]) -> list[tuple[Carrier, Copy | None, Sequence[Reuse]]]:
    """Articles with what they carry, first to last in time, and the articles elsewhere that had their texts first."""
    copies = {copy.article_id: copy for copy in Copy.objects.filter(article__in=ids)}
    reuses: dict[int, list[Reuse]] = {}
    for reuse in Reuse.objects.filter(article__in=ids).order_by("-share", "source"):
        reuses.setdefault(reuse.article_id, []).append(reuse)
    elsewhere = {copy.original_id for copy in copies.values()} - ids
    of_parts = {reuse.source_id for found in reuses.values() for reuse in found}
    rows = _rows({*ids, *elsewhere, *of_parts})
    found = []
    for article in rows.values():
        if article.pk not in ids and article.pk not in elsewhere:
            continue
        copy, parts = copies.get(article.pk), reuses.get(article.pk, [])
        carrier = replace(_carrier(article, copy, parts, rows), is_elsewhere=article.pk not in ids)
        found.append((carrier, copy, parts))
    return sorted(found, key=lambda each: (each[0].article.at, each[0].article.pk))


def _rows(ids: Iterable[int]) -> dict[int, Article]:
    found = Article.objects.filter(pk__in=list(ids)).select_related("publisher")
    return {row.pk: row for row in found.defer("keywords", "contributors", "body_reason", "standfirst", "image")}


def _carrier(article: Article, copy: Copy | None, parts: Sequence[Reuse], rows: Mapping[int, Article]) -> Carrier:
    if copy and copy.original_id in rows:
        return Carrier(article=article, of=rows[copy.original_id], share=copy.contained, likeness=copy.likeness)
    if parts and parts[0].source_id in rows:
        return Carrier(article=article, of=rows[parts[0].source_id], share=parts[0].share, in_part=True)
    return Carrier(article=article)


def sourced(article: Article, copy: Copy | None, parts: Sequence[Reuse]) -> Sourced:
    """A report as the engine counts independent ones: whose text it carries, whole (`copy`) or in parts."""
    return Sourced(
        id=article.pk, publisher=article.publisher.name, agency=article.agency,
        original=copy.original_id if copy else None, sources=tuple(part.source_id for part in parts),
    )  # fmt: skip


def _agencies(group: Sequence[Carrier]) -> tuple[str, ...]:
    counts = Counter(carrier.article.agency for carrier in group if carrier.article.agency)
    return tuple(name for name, _ in counts.most_common(3))


# ---------------------------------------------------------------- two texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two articles sentence by sentence, `first` the one that had its text first; and who else is in the lineage."""

    first: Article
    second: Article
    rows: tuple[Aligned, ...]
    kept: int
    edited: int
    moved: int
    only_first: int
    only_second: int
    others: tuple[Carrier, ...]  # everybody who carries the text, first to last in time


def side_by_side(article_id: int, other_id: int | None) -> SideBySide | None:
    """An article beside another one of its lineage or story.

    `other_id` None: beside whom it carries, or the first who carries it. None where there is nothing to compare it
    with. Five queries at most.
    """
    ids = _lineage_of(article_id)
    if other_id is None:
        other_id = next((pk for pk in ids if pk != article_id), None)
    elif other_id not in ids and not _one_story(article_id, other_id):
        return None
    if other_id is None or other_id == article_id:
        return None
    held = texts_of([article_id, other_id], readable_only=False)
    if len(held) < 2:
        return None
    carriers = tuple(found[0] for found in _carriers(set(ids)))
    of = {carrier.article.pk: carrier.of.pk for carrier in carriers if carrier.of}
    first, second = held  # oldest first
    if of.get(first.article.pk) == second.article.pk:  # an agency's text, though an outlet states an earlier time
        first, second = second, first
    return _aligned(first, second, carriers)


def _aligned(first: ArticleText, second: ArticleText, carriers: tuple[Carrier, ...]) -> SideBySide:
    rows = align_sentences(first.text, second.text, first.article.language)
    fates = Counter(row.fate for row in rows)
    return SideBySide(
        first=first.article, second=second.article, rows=rows, kept=fates[Fate.KEPT], edited=fates[Fate.EDITED],
        moved=sum(row.moved for row in rows), only_first=fates[Fate.ONLY_FIRST], only_second=fates[Fate.ONLY_SECOND],
        others=carriers,
    )  # fmt: skip


def _lineage_of(article_id: int) -> list[int]:
    """Everybody who carries the same text or paragraphs of it, those that the article itself carries first."""
    own = Copy.objects.filter(article=article_id).values_list("original_id", flat=True).first()
    head = own or article_id
    copies = list(Copy.objects.filter(original=head).order_by("article__at", "article")
                  .values_list("article_id", flat=True)[:CARRIERS_SHOWN])  # fmt: skip
    parts = Reuse.objects.filter(Q(article__in=[article_id, head]) | Q(source__in=[article_id, head]))
    pairs = parts.order_by("-share", "pk").values_list("source_id", "article_id")[:CARRIERS_SHOWN]
    reused = [pk for pair in pairs for pk in pair]
    return list(dict.fromkeys([head, *copies, *reused, article_id]))


def _one_story(one: int, other: int) -> bool:
    stories = Report.objects.filter(article__in=[one, other]).values_list("story_id", flat=True)
    return len(stories) == 2 and len(set(stories)) == 1
