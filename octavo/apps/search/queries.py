"""Finding articles by words and by meaning.

No question sorts all that matches it: candidates are the newest that hold every word, the holders of the rarest words
and the nearest in meaning, each set bounded; only they are ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import texts_of, vector_text
from octavo.apps.search.asked import MAX_PIECES, Piece, SearchQuery, parse_words
from octavo.apps.search.candidates import (
    NEAREST_FILTERED,
    NEWEST,
    WEIGHED,
    find_matches,
    find_nearest,
    newest_sql,
    partial_query,
    word_frequencies,
)
from octavo.apps.search.excerpts import Pieces
from octavo.apps.search.filters import Filters, read_filters
from octavo.apps.search.paging import Place, read_cursor, write_cursor
from octavo.apps.search.scoring import rank_matches, word_weights
from octavo.apps.search.showing import show
from octavo.apps.search.terms import Terms, read_terms
from octavo.engine.embedding import embed


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A found article. `title` and `excerpt` are pieces of text, each with whether it was asked for."""

    article: Article  # with its publisher
    title: Pieces
    excerpt: Pieces
    why: str  # words, meaning or both; '' where only filters were given


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of results."""

    hits: tuple[SearchHit, ...] = ()
    total_is_at_least: int = 0
    next: str | None = None  # cursor
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """Ids of one page, in order, and what leads to the next."""

    ids: Sequence[int] = ()
    total: int = 0
    next: str | None = None
    why: dict[int, str] = field(default_factory=dict)


# Reading all texts never pays here, though the planner, which does not know their size, thinks so at times.
_SET_UP = "SELECT set_config('enable_seqscan', 'off', true), set_config('hnsw.ef_search', %s, true)"


def search(query: SearchQuery, *, now: datetime) -> SearchPage:
    """Articles that answer a question, best or newest first. A dozen queries; none sorts all that matches it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET_UP, [str(NEAREST_FILTERED)])
        return _search(query, now)


def find_articles(words: Sequence[str], *, until: datetime, limit: int) -> list[int]:
    """The articles that say most of these words or mean much the same, none later than `until`, best first.

    No word has to be there: a question's words seldom all stand in its answer. Seven queries; nothing is excerpted.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET_UP, [str(NEAREST_FILTERED)])
        terms = read_terms([Piece(text=word) for word in words[:MAX_PIECES]], _languages())
        if not terms.whole:
            return []
        filters = Filters().also("d.at <= %(until)s", until=until)
        vector = _vector(" ".join(words))
        near = find_nearest(vector, terms, filters) if vector else []
        return [pk for pk, _ in _rank(terms, near, vector, filters, until)[:limit]]


def _search(query: SearchQuery, now: datetime) -> SearchPage:
    problems = list(query.problems)
    filters = read_filters(query, problems)
    place = _read_place(query, problems)
    pieces = parse_words(query.words)
    terms = read_terms(pieces, (query.language,) if query.language else _languages()) if pieces else Terms()
    if filters is None:
        found = _Found()
    elif not pieces:
        found = _by_time(terms, filters, place, query.limit)
    elif not terms.whole:
        problems.append(_nothing_to_find(terms))
        found = _Found()
    elif query.order == "time":
        found = _by_time(terms, filters, place, query.limit)
    else:
        found = _by_relevance(query, terms, filters, place, now)
    return SearchPage(
        hits=_hits(found, pieces, terms), total_is_at_least=found.total, next=found.next, problems=tuple(problems)
    )


def _nothing_to_find(terms: Terms) -> str:
    if terms.has_common_only:
        return "These words are in nearly every text. Add one that tells more."
    return "There is no word to look for. Words to leave out need one to find."


def _read_place(query: SearchQuery, problems: list[str]) -> Place:
    place = read_cursor(query.cursor) if query.cursor else Place()
    if place is None:
        problems.append("The link to this page of results is broken; this is the first page.")
    return place or Place()


def _languages() -> list[str]:
    """Languages of the newest articles and of all publishers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT language FROM (SELECT language FROM search_document ORDER BY at DESC LIMIT 1000) AS newest"
            " UNION SELECT DISTINCT language FROM sources_publisher WHERE language <> '' ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


# ---------------------------------------------------------------- by time


def _by_time(terms: Terms, filters: Filters, place: Place, limit: int) -> _Found:
    """Newest first, from a place on."""
    if place.seen and place.at:
        filters = filters.also("(d.at, d.article_id) < (%(at)s, %(id)s)", at=place.at, id=place.id)
    sql = newest_sql(terms, filters) if terms.whole else (
        f"SELECT d.article_id, d.at FROM search_document d WHERE {filters.sql}"  # noqa: S608
        " ORDER BY d.at DESC, d.article_id DESC LIMIT %(newest)s"
    )  # fmt: skip
    newest = NEWEST if terms.whole else limit + 1
    with connection.cursor() as cursor:
        cursor.execute(sql, {**filters.params, "whole": terms.whole, "loose": terms.loose, "newest": newest})
        rows = cursor.fetchall()
    shown = rows[:limit]
    more = len(rows) > limit
    after = write_cursor(Place(seen=place.seen + len(shown), at=shown[-1][1], id=shown[-1][0])) if more else None
    return _Found(
        ids=[row[0] for row in shown],
        total=place.seen + len(rows),
        next=after,
        why=dict.fromkeys([row[0] for row in shown], "words" if terms.whole else ""),
    )


# ---------------------------------------------------------------- by relevance


def _by_relevance(query: SearchQuery, terms: Terms, filters: Filters, place: Place, now: datetime) -> _Found:
    anchor = place.at or now + timedelta(minutes=10)  # dates may lie that far ahead
    if place.at:
        filters = filters.also("d.at <= %(anchor)s", anchor=anchor)
    vector = _vector(query.words)
    near = find_nearest(vector, terms, filters) if vector else []
    ranked = _rank(terms, near, vector, filters, now)
    shown = ranked[place.seen : place.seen + query.limit]
    until = place.seen + len(shown)
    meant = set(near)
    return _Found(
        ids=[pk for pk, _ in shown],
        total=len(ranked),
        next=write_cursor(Place(seen=until, at=anchor)) if until < len(ranked) else None,
        why={pk: ("both" if pk in meant else "words") if has_words else "meaning" for pk, has_words in shown},
    )


def _rank(terms: Terms, near: Sequence[int], vector: str, filters: Filters, now: datetime) -> list[tuple[int, bool]]:
    """The candidates, best first, and whether each holds words asked for."""
    frequencies, total = word_frequencies(terms.terms)
    rarest = sorted(zip(frequencies, terms.terms, strict=True), key=lambda pair: pair[0])[:WEIGHED]
    weights = word_weights([frequency for frequency, _ in rarest], total)
    partial = partial_query(rarest, terms.required)
    matches = find_matches(terms, [term for _, term in rarest], partial, near, vector, filters)
    held = {match.id: any(match.counts) for match in matches}
    return [(pk, held[pk]) for pk, _ in rank_matches(matches, weights, now=now)]


def _vector(words: str) -> str:
    """The question's vector in PostgreSQL's notation; '' where it would say nothing.

    The built-in model reads scripts other than Latin letter by letter: all Hindi is alike to it.
    """
    letters = [letter for letter in words if letter.isalpha()]
    if 2 * sum(letter < "\u0250" for letter in letters) <= len(letters):
        return ""
    vector = embed([words])[0]
    return vector_text(vector) if vector.any() else ""


# ---------------------------------------------------------------- what is shown


def _hits(found: _Found, pieces: Sequence[Piece], terms: Terms) -> tuple[SearchHit, ...]:
    if not found.ids:
        return ()
    texts = {text.article.pk: text for text in texts_of(found.ids, readable_only=False)}
    shown = show(list(texts.values()), pieces, terms)
    return tuple(
        SearchHit(article=texts[pk].article, title=shown[pk].title, excerpt=shown[pk].excerpt, why=found.why[pk])
        for pk in found.ids
        if pk in texts
    )
