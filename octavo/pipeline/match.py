"""Match: readable articles -> fingerprints, vectors, names, copies and who had the text first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt
from django.db import transaction

from octavo.apps.articles.actions import store_prints
from octavo.apps.articles.lineage.actions import keep_commonplaces, store_lineage
from octavo.apps.articles.lineage.queries import Met, articles_met, lock_for_prints, members_of_lineage
from octavo.apps.articles.models import Print
from octavo.apps.articles.queries import ArticleText, texts_of
from octavo.apps.queue.actions import only_one_at_a_time, queue_step
from octavo.engine.clustering import find_rare_terms
from octavo.engine.embedding import article_text, embed
from octavo.engine.entities import find_names
from octavo.engine.neardup import (
    Comparison,
    Relation,
    Spoken,
    compare_texts,
    fingerprint,
    hear,
    is_notice,
    trace_lineage,
)  # fmt: skip
from octavo.engine.records import Block, BlockKind, Fingerprint, Likeness

COPIED_WITHIN = timedelta(days=30)
COMPARED_AT_MOST = 8  # different texts that one is compared with, those that share most first
COMMON_FROM = 60  # different texts that hold a band: from here on it is a commonplace
NAMED_WITHIN = 1_500  # characters: whom an article is about stands there


@dataclass(slots=True)
class Matched:
    """An article with what recognises it."""

    held: ArticleText
    spoken: Spoken
    fingerprint: Fingerprint
    vector: npt.NDArray[np.float32]

    @property
    def id(self) -> int:
        return self.held.article.pk

    @property
    def version(self) -> int:
        return self.held.article.version


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles that carry something of each other, and the versions of them that were compared."""

    relation: Relation
    versions: tuple[int, int]
    one_publisher: bool


def run(ids: Sequence[int], now: datetime) -> None:
    """Fingerprints and embeds a batch, keeps that, then looks for copies among all that is kept by now.

    Of two copies in two workers, whoever keeps its prints last sees the other's: they never miss each other. Only
    writing who had what first happens one at a time.
    """
    matched = _fingerprint(texts_of(ids))
    with transaction.atomic():
        held = lock_for_prints(article.id for article in matched)
        matched = [article for article in matched if article.id in held and article.version == held[article.id].version]
        store_prints([_print(article) for article in sorted(matched, key=lambda each: each.id)])
    before = {article.id: held[article.id].digest for article in matched}
    changed = {article.id for article in matched if before[article.id] not in (None, article.fingerprint.digest)}
    met = articles_met({article.id: article.fingerprint.bands for article in matched}, within=COPIED_WITHIN)
    compared = _compare({article.id: article for article in matched}, met)
    with transaction.atomic():
        only_one_at_a_time("match")
        keep_commonplaces(_commonplaces(met))
        _keep(matched, compared, changed)


def _keep(matched: Sequence[Matched], compared: Sequence[Compared], changed: set[int]) -> None:
    """Traces who had which text first, of the versions that still stand, and queues what follows."""
    involved = {pk for each in compared for pk in (each.relation.first, each.relation.second)}
    members, versions = members_of_lineage({article.id for article in matched} | involved)
    fresh = {article.id for article in matched if versions.get(article.id) == article.version}
    relations = [
        each.relation
        for each in compared
        if (versions.get(each.relation.first), versions.get(each.relation.second)) == each.versions
        and not (each.one_publisher and each.relation.found.likeness is Likeness.PARTIAL)  # its own background
    ]
    traced = trace_lineage(members, fresh, relations)
    before = {member.id: member.original for member in members}
    moved = store_lineage(traced, before, fresh=fresh, changed=changed & fresh)
    left = {pk for pk, original in before.items() if original in changed and pk in moved} - fresh
    queue_step("match", sorted(left))  # they carried a text that has changed: some may be copies no longer
    queue_step("place", sorted(fresh | moved))


def _fingerprint(texts: Sequence[ArticleText]) -> list[Matched]:
    vectors = embed([article_text(held.article.title, held.article.standfirst, held.text) for held in texts])
    spoken = [hear(_comparable(held.blocks)) for held in texts]
    return [
        Matched(held=held, spoken=said, fingerprint=fingerprint(said), vector=vector)
        for held, said, vector in zip(texts, spoken, vectors, strict=True)
    ]


def _comparable(blocks: Iterable[Block]) -> str:
    """An article's text, block quotations in quotation marks: what was said to all is nobody's own text."""
    said = (f"“{block.text}”" if block.kind is BlockKind.QUOTE else block.text for block in blocks if block.text)
    return "\n\n".join(said)


def _print(matched: Matched) -> Print:
    article = matched.held.article
    names = find_names(f"{article.title}\n\n{matched.held.text[:NAMED_WITHIN]}", article.language)
    return Print(
        article_id=article.pk, digest=matched.fingerprint.digest, signature=matched.fingerprint.signature,
        bands=list(matched.fingerprint.bands), shingles=matched.fingerprint.shingles, vector=matched.vector,
        terms=[term[:80] for term in find_rare_terms(article.title, matched.held.text, article.language)],
        names=[name[:120] for name in names],
    )  # fmt: skip


def _commonplaces(met: Sequence[Met]) -> set[int]:
    """Bands that were found in many different texts."""
    texts: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for each in met:
        for band in each.shared:
            texts[band].add((each.article, each.original or each.other))
    counts = {band: Counter(article for article, _ in held) for band, held in texts.items() if len(held) >= COMMON_FROM}
    return {band for band, held in counts.items() if max(held.values()) >= COMMON_FROM}


def _compare(matched: Mapping[int, Matched], met: Sequence[Met]) -> list[Compared]:
    """Compares each article with the texts likeliest to be its own, on the texts themselves. One query."""
    pairs: dict[frozenset[int], Met] = {}
    for likely in _likeliest(met).values():
        for each in likely:
            pairs.setdefault(frozenset((each.article, each.other)), each)
    theirs = {article.id: (article.spoken, article.version) for article in matched.values()}
    unread = {pair.other for pair in pairs.values() if matched[pair.article].fingerprint.digest != pair.digest}
    for held in texts_of(unread - set(theirs)):
        theirs[held.article.pk] = hear(_comparable(held.blocks)), held.article.version
    found: list[Compared] = []
    for each in pairs.values():
        ours = matched[each.article]
        spoken, version = theirs.get(each.other, (None, each.version))
        comparison = _judge(ours, each, spoken)
        if comparison.likeness is not Likeness.DIFFERENT:
            relation = Relation(first=each.article, second=each.other, found=comparison)
            one_publisher = ours.held.article.publisher_id == each.publisher
            found.append(Compared(relation, (ours.version, version), one_publisher))
    return found


def _judge(ours: Matched, other: Met, spoken: Spoken | None) -> Comparison:
    """How an article and another one (`spoken` None: its text was not read) relate."""
    if is_notice(ours.spoken, ours.held.article.title, other.title):
        return Comparison(Likeness.DIFFERENT, 0.0, 0.0)
    if ours.fingerprint.digest == other.digest:
        return Comparison(Likeness.EXACT, 1.0, 1.0, (1.0, 1.0))
    return compare_texts(ours.spoken, spoken) if spoken else Comparison(Likeness.DIFFERENT, 0.0, 0.0)


def _likeliest(met: Sequence[Met]) -> dict[int, list[Met]]:
    """For each article one of each text that it met: who shares most of it, its first article where that can be."""
    chosen: dict[int, dict[int, Met]] = defaultdict(dict)
    for each in met:  # those that share most come first
        texts = chosen[each.article]
        text = each.original or each.other
        if text in texts:
            if each.other == text and len(each.shared) == len(texts[text].shared):
                texts[text] = each
        elif len(texts) < COMPARED_AT_MOST:
            texts[text] = each
    return {article: list(texts.values()) for article, texts in chosen.items()}
