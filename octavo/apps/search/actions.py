"""Keeping the keyword index."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from octavo.apps.articles.queries import ArticleText
from octavo.apps.search.forms import bounded, config_of, index_words, vector_literal
from octavo.engine.records import BlockKind

LEAD_WORDS = 80  # of the first paragraph: some publishers put the whole article into one

_UPSERT = """
    INSERT INTO search_document (article_id, words, at, language, publisher_id)
    SELECT id, CASE WHEN config = '' THEN literal::tsvector ELSE
               setweight(to_tsvector(config::regconfig, title), 'A')
               || setweight(to_tsvector(config::regconfig, lead), 'B') || to_tsvector(config::regconfig, body) END,
           at, language, publisher
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::text[],
                %s::bigint[]) AS given (id, config, literal, title, lead, body, at, language, publisher)
    ORDER BY id
    ON CONFLICT (article_id) DO UPDATE SET words = EXCLUDED.words, at = EXCLUDED.at, language = EXCLUDED.language,
                                           publisher_id = EXCLUDED.publisher_id
"""


def index_articles(texts: Sequence[ArticleText]) -> None:
    """Makes articles findable by the words of their newest version. One statement; a repetition changes nothing."""
    rows = [_row(found) for found in {found.article.pk: found for found in texts}.values()]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, [list(column) for column in zip(*rows, strict=True)])


def _row(found: ArticleText) -> tuple[object, ...]:
    article = found.article
    language = article.language or ""
    title, lead, body = bounded(_sections(found))
    config = config_of(language) or ""
    literal = "" if config else vector_literal((("A", title), ("B", lead), ("D", body)))
    plain = (" ".join(title), " ".join(lead), " ".join(body)) if config else ("", "", "")
    return (article.pk, config, literal, *plain, article.at, language, article.publisher_id)


def _sections(found: ArticleText) -> tuple[list[str], list[str], list[str]]:
    """Title; standfirst with the start of the first paragraph; the rest."""
    article = found.article
    texts = [(block.kind, block.text) for block in found.blocks if block.text]
    first = next((at for at, (kind, _) in enumerate(texts) if kind is BlockKind.PARAGRAPH), None)
    opening = index_words(texts.pop(first)[1], article.language) if first is not None else []
    rest = index_words("\n\n".join(text for _, text in texts), article.language)
    standfirst = index_words(article.standfirst or "", article.language)
    if standfirst == opening[: len(standfirst)]:
        standfirst = []  # a repetition says nothing twice
    return (
        index_words(article.title, article.language),
        standfirst + opening[:LEAD_WORDS],
        opening[LEAD_WORDS:] + rest,
    )
