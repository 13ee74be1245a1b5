"""Questions over a corpus on its own: drafts in, answers out, through the true search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.apps.articles.actions import store_prints
from octavo.apps.articles.models import Print
from octavo.apps.articles.queries import texts_of
from octavo.apps.assist.asking import sources_for
from octavo.engine.assist import Cited, answer
from octavo.engine.embedding import article_text, embed
from octavo.engine.records import Draft
from octavo.pipeline import index
from octavo.pipeline.alone import store_alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question as it is put: when, and what was asked and answered before."""

    question: str
    at: datetime
    earlier: Sequence[tuple[str, str]] = ()


def hold_alone(drafts: Sequence[Draft], sources: Sequence[tuple[str, str]], *, now: datetime) -> dict[int, int]:
    """Stores drafts with what the search needs and no more; each article's id and its place among the drafts.

    Call it on a scratch database.
    """
    ids = store_alone(drafts, sources, now=now, steps=(index.run, _embed))
    return {pk: place for place, pk in enumerate(ids)}


def ask_alone(put: Sequence[Put], *, now: datetime) -> Iterator[tuple[Cited, ...]]:
    """The answer to each question, over everything held; empty: the sources do not say. Nothing counts that is dated
    after the question, though all of it was loaded `now`."""
    for each in put:
        sources = sources_for(each.question, earlier=each.earlier, as_of=each.at, known_at=now, now=max(now, each.at))
        yield tuple(answer(each.question, sources, asked_at=each.at, earlier=each.earlier).sentences)


def _embed(ids: Sequence[int], now: datetime) -> None:
    """The part of *match* that the search needs."""
    held = texts_of(ids)
    vectors = embed([article_text(one.article.title, one.article.standfirst, one.text) for one in held])
    store_prints([
        Print(article=one.article, digest=one.article.digest, signature=b"", bands=[], shingles=0, terms=[],
              vector=vector.tolist())
        for one, vector in zip(held, vectors, strict=True)
    ])  # fmt: skip
