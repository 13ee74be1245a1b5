"""Match: readable articles -> fingerprints, vectors, copies and who had the text first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt
from django.db import transaction

from octavo.apps.articles.actions import pass_copies_on, store_copies, store_prints
from octavo.apps.articles.models import Copy, Print
from octavo.apps.articles.queries import ArticleText, CopyCandidate, copies_of, copy_candidates, lock_versions, texts_of
from octavo.apps.queue.actions import only_one_at_a_time, queue_step
from octavo.engine.clustering import rare_terms, view_article
from octavo.engine.embedding import article_text, embed
from octavo.engine.neardup import Comparison, compare_texts, estimate_resemblance, fingerprint
from octavo.engine.records import Fingerprint, Likeness

COPIED_WITHIN = timedelta(days=30)
COMPARED_AT_MOST = 8  # candidates whose text is compared, the likeliest first
COPIES = (Likeness.EXACT, Likeness.NEAR)


@dataclass(slots=True)
class Matched:
    """An article with what recognises it."""

    held: ArticleText
    fingerprint: Fingerprint
    vector: npt.NDArray[np.float32]

    @property
    def id(self) -> int:
        return self.held.article.pk


def run(ids: Sequence[int], now: datetime) -> None:
    """Fingerprints and embeds a batch, then looks for copies under a lock: two copies never miss each other."""
    matched = _fingerprint(texts_of(ids))
    prints = {article.id: _print(article) for article in matched}
    with transaction.atomic():
        only_one_at_a_time("match")
        versions = lock_versions(article.id for article in matched)
        matched = [article for article in matched if article.held.article.version == versions.get(article.id)]
        store_prints([prints[article.id] for article in matched])
        for article in matched:
            _find_original(article)
        edited = [article.id for article in matched if article.held.article.version > 1]
        queue_step("match", set(copies_of(edited)) - set(edited))  # they may be copies no longer
        queue_step("place", [article.id for article in matched])


def _fingerprint(texts: Sequence[ArticleText]) -> list[Matched]:
    vectors = embed([article_text(held.article.title, held.article.standfirst, held.text) for held in texts])
    return [
        Matched(held=held, fingerprint=fingerprint(held.text or held.article.title), vector=vector)
        for held, vector in zip(texts, vectors, strict=True)
    ]


def _print(matched: Matched) -> Print:
    article = matched.held.article
    view = view_article(article.title, matched.held.text, article.language, article.at, None, matched.vector)
    return Print(
        article_id=article.pk, digest=matched.fingerprint.digest, signature=matched.fingerprint.signature,
        bands=list(matched.fingerprint.bands), shingles=matched.fingerprint.shingles, vector=matched.vector,
        terms=[term[:80] for term in rare_terms(view)],
    )  # fmt: skip


def _find_original(matched: Matched) -> None:
    """Keeps whose text an article carries, if anyone's: the one that stands first in time has it."""
    article = matched.held.article
    candidates = [
        candidate
        for candidate in copy_candidates(matched.fingerprint.bands, since=article.at - COPIED_WITHIN)
        if candidate.article_id != article.pk
    ]
    best = _best_copy(matched, candidates)
    if best is None:
        store_copies([], freed=[article.pk])
        return
    candidate, comparison = best
    original = candidate.original_id or candidate.article_id
    if original == article.pk:
        return  # the candidate is a copy of this very article
    first_at = candidate.at if original == candidate.article_id else _time_of(original, candidates, candidate.at)
    found = {"likeness": comparison.likeness.value, "contained": comparison.contained}
    if (article.at, article.pk) < (first_at, original):
        store_copies([Copy(article_id=original, original_id=article.pk, **found)], freed=[article.pk])
        pass_copies_on(original, article.pk)
    else:
        store_copies([Copy(article_id=article.pk, original_id=original, **found)])
        pass_copies_on(article.pk, original)


def _time_of(article_id: int, candidates: Sequence[CopyCandidate], default: datetime) -> datetime:
    return next((candidate.at for candidate in candidates if candidate.article_id == article_id), default)


def _best_copy(matched: Matched, candidates: Sequence[CopyCandidate]) -> tuple[CopyCandidate, Comparison] | None:
    """The likeliest of the candidates that carry the same text, judged on the texts themselves."""
    likely = sorted(candidates, key=lambda candidate: -_estimate(matched.fingerprint, candidate))[:COMPARED_AT_MOST]
    texts: Mapping[int, str] = (
        {held.article.pk: held.text for held in texts_of(c.article_id for c in likely)} if likely else {}
    )
    best: tuple[CopyCandidate, Comparison] | None = None
    for candidate in likely:
        if candidate.article_id not in texts:
            continue
        comparison = compare_texts(matched.held.text, texts[candidate.article_id])
        if comparison.likeness in COPIES and (best is None or comparison.contained > best[1].contained):
            best = candidate, comparison
    return best


def _estimate(ours: Fingerprint, candidate: CopyCandidate) -> float:
    theirs = Fingerprint(digest=candidate.digest, signature=candidate.signature, bands=(), shingles=candidate.shingles)
    return 1.0 if ours.digest == theirs.digest else estimate_resemblance(ours, theirs)
