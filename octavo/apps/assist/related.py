"""Articles related to one: who may be, and which of them a reader is shown, with the reason for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F

from octavo.apps.articles.models import Article, Version
from octavo.apps.articles.queries import stated_time
from octavo.apps.assist.reading import rareness_of, read_said, telling_names, with_said
from octavo.apps.sources.models import Publisher
from octavo.engine.ranking import Differs, Related, RelatedView, find_related, shortlist

__all__ = ["Differs", "Related", "RelatedArticle", "Surroundings", "surroundings_of"]

SHOWN = 6
EXCERPT = 420  # characters
READ = 2_500  # characters of a text that are looked at, whole paragraphs
CARRIED = 0.4  # share of an article's words from which on it is taken for a copy of their source
_LIMITS = {"nearest": 40, "reports": 24, "newest": 400, "chain": 6, "copies": 24, "topics": 6, "around": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedArticle:
    """A related article and why it is."""

    article: Article
    excerpt: str
    why: Related


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Who carries an article's text, and what is related to it."""

    copies: tuple[Article, ...]
    related: tuple[RelatedArticle, ...]


def surroundings_of(article: Article, limit: int = SHOWN) -> Surroundings:
    """Copies and related articles of one that came out of `article_with_text`. Two queries, however much is stored."""
    near = _near(article)
    own = near.pop(article.pk, None)
    copies = tuple(each.card() for pk, each in sorted(near.items()) if each.kind == "copy")
    if own is None:
        return Surroundings(copies=copies, related=())
    linked = frozenset(each.story for each in near.values() if each.kind == "linked" and each.story is not None)
    ours = own.view(linked)
    ids = shortlist(ours, (each.view() for each in near.values() if each.kind != "copy"))
    texts = _texts([article.pk, *ids]) if ids else {}
    if article.pk not in texts:
        return Surroundings(copies=copies, related=())
    views = {pk: _with_text(near.get(pk, own).view(linked if pk == article.pk else frozenset()), texts[pk])
             for pk in [article.pk, *ids] if pk in texts}  # fmt: skip
    chosen = find_related(views.pop(article.pk), list(views.values()), limit)
    return Surroundings(
        copies=copies,
        related=tuple(RelatedArticle(article=texts[one.id].article, excerpt=texts[one.id].excerpt, why=one)
                      for one in chosen),
    )  # fmt: skip


# ---------------------------------------------------------------- who may be related


class _Near(NamedTuple):
    """A row of the first query: an article and how it came in."""

    id: int
    kind: str  # own, copy, story, linked (a story of the same event in another language), near
    title: str
    language: str | None
    published: datetime | None
    publisher: str
    publisher_name: str
    country: str  # its code, the name of one that has none, ''
    names: list[str] | None
    terms: list[str] | None
    likeness: float | None
    original: int | None
    story: int | None
    thread: int | None
    carried: list[int] | None

    def view(self, counterparts: frozenset[int] = frozenset()) -> RelatedView:
        names = telling_names(self.names or (), self.publisher_name)
        return RelatedView(
            id=self.id, title=self.title, publisher=self.publisher, country=self.country or None,
            language=self.language, published=self.published, story=self.story, thread=self.thread,
            counterparts=counterparts, copies=self.original or self.id, carried=frozenset(self.carried or ()),
            names=names, rareness=rareness_of(names, self.language) if self.kind == "own" else {},
            terms=frozenset(self.terms or ()), likeness=self.likeness if (self.language or "en") == "en" else None,
        )  # fmt: skip

    def card(self) -> Article:
        """As much of the article as a link to it needs."""
        return Article(pk=self.id, title=self.title, publisher=Publisher(slug=self.publisher, name=self.publisher_name))


def _near(article: Article) -> dict[int, _Near]:
    """The article itself and who may be related to it, each in its first kind. One query, bounded in every part.

    By its story, its thread and what is told of both in other languages, by likeness, and by its topics in the time
    around the article's own date: what is new is not more related to an old article than what was new then.
    """
    story = article.report.story if hasattr(article, "report") else None
    given = {
        **_LIMITS, "own": article.pk, "at": article.at, "carried": CARRIED,
        "original": article.copy.original_id if hasattr(article, "copy") else article.pk,
        "story": story.pk if story else None, "thread": story.thread_id if story else None,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, given)
        rows = map(_Near._make, cursor.fetchall())
    found: dict[int, _Near] = {}
    for row in rows:  # the first kind counts
        found.setdefault(row.id, row)
    return found


_CANDIDATES = """
WITH own AS (SELECT vector FROM articles_print WHERE article_id = %(own)s),
found (rank, kind, id) AS (
    SELECT 0, 'own', %(own)s::bigint
    UNION ALL
    (SELECT 1, 'copy', article_id FROM articles_copy
     WHERE original_id = %(original)s AND article_id <> %(own)s LIMIT %(copies)s)
    UNION ALL
    (SELECT 2, 'story', report.article_id
     FROM (SELECT article_id FROM stories_report WHERE story_id = %(story)s
           ORDER BY joined_at DESC LIMIT %(newest)s) report
     JOIN articles_article article ON article.id = report.article_id
     ORDER BY abs(extract(epoch FROM article.at - %(at)s)) LIMIT %(reports)s)
    UNION ALL
    (SELECT 3, 'linked', story.lead_id
     FROM (SELECT other_id AS id FROM stories_counterpart WHERE story_id = %(story)s
           UNION SELECT story_id FROM stories_counterpart WHERE other_id = %(story)s) linked
     JOIN stories_story story ON story.id = linked.id WHERE story.lead_id IS NOT NULL LIMIT %(chain)s)
    UNION ALL
    (SELECT 4, 'near', lead_id FROM stories_story
     WHERE thread_id = %(thread)s AND id <> %(story)s AND lead_id IS NOT NULL AND last_at <= %(at)s
     ORDER BY last_at DESC LIMIT %(chain)s)
    UNION ALL
    (SELECT 4, 'near', lead_id FROM stories_story
     WHERE thread_id = %(thread)s AND id <> %(story)s AND lead_id IS NOT NULL AND last_at > %(at)s
     ORDER BY last_at LIMIT %(chain)s)
    UNION ALL
    (SELECT 5, 'near', article_id FROM articles_print WHERE (SELECT vector FROM own) IS NOT NULL
     ORDER BY vector <=> (SELECT vector FROM own) LIMIT %(nearest)s)
    UNION ALL
    (SELECT 6, 'near', around.article_id
     FROM (SELECT topic_id FROM topics_tagging WHERE article_id = %(own)s
           ORDER BY weight DESC LIMIT %(topics)s) topic,
     LATERAL (
        (SELECT article_id FROM topics_tagging tagging
         WHERE tagging.topic_id = topic.topic_id AND tagging.at <= %(at)s ORDER BY tagging.at DESC LIMIT %(around)s)
        UNION ALL
        (SELECT article_id FROM topics_tagging tagging
         WHERE tagging.topic_id = topic.topic_id AND tagging.at > %(at)s ORDER BY tagging.at LIMIT %(around)s)
     ) around)
)
SELECT found.id, found.kind, article.title, article.language,
    CASE WHEN article.published IS NULL THEN NULL ELSE article.at END,
    publisher.slug, publisher.name, coalesce(nullif(publisher.country, ''), publisher.country_name),
    print.names, print.terms,
    1 - (print.vector <=> own.vector), copy.original_id, report.story_id, story.thread_id,
    (SELECT array_agg(reuse.source_id) FROM articles_reuse reuse
     WHERE reuse.article_id = found.id AND reuse.share >= %(carried)s)
FROM (SELECT DISTINCT ON (id) id, kind, rank FROM found ORDER BY id, rank) found
JOIN articles_article article ON article.id = found.id
JOIN sources_publisher publisher ON publisher.id = article.publisher_id
LEFT JOIN own ON true
LEFT JOIN articles_print print ON print.article_id = found.id
LEFT JOIN articles_copy copy ON copy.article_id = found.id
LEFT JOIN stories_report report ON report.article_id = found.id
LEFT JOIN stories_story story ON story.id = report.story_id
"""


# ---------------------------------------------------------------- what their texts say


class _Text(NamedTuple):
    """An article with the beginning of its text."""

    article: Article
    text: str
    excerpt: str


def _texts(ids: Iterable[int]) -> dict[int, _Text]:
    """Articles with publisher and the first paragraphs of their newest text. One query."""
    rows = Version.objects.filter(article__in=list(ids), number=F("article__version")).select_related(
        "article__publisher"
    )
    return {row.article_id: _text_of(row.article, row.blocks) for row in rows}


def _text_of(article: Article, blocks: Sequence[Mapping[str, Any]]) -> _Text:
    kept: list[str] = []
    length = 0
    for block in blocks:
        text = block.get("text")
        if text and length < READ:
            kept.append(text)
            length += len(text)
    first = next((block["text"] for block in blocks if block.get("kind") == "paragraph" and block.get("text")), "")
    return _Text(article=article, text="\n\n".join(kept), excerpt=article.standfirst or first[:EXCERPT])


def _with_text(view: RelatedView, held: _Text) -> RelatedView:
    """A view with what the text says."""
    article = held.article
    said = read_said(article.title, article.standfirst or "", held.text, article.language, view.names)
    view = replace(view, published=stated_time(article))
    return with_said(view, said, article.publisher.name, article.agency or "", *article.authors)
