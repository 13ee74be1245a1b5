"""Articles are found by what they say, in every language, and by what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from cast import NOW, make_article, make_publisher
from pytest_django.fixtures import DjangoAssertNumQueries

from octavo.apps.articles.models import Article, Print
from octavo.apps.articles.queries import texts_of
from octavo.apps.search.actions import index_articles
from octavo.apps.search.asked import SearchQuery
from octavo.apps.search.models import Document
from octavo.apps.search.queries import SearchPage, search
from octavo.engine.embedding import embed

pytestmark = pytest.mark.django_db


def _index(*articles: Article) -> None:
    index_articles(texts_of([article.pk for article in articles]))


def _find(words: str = "", **values: object) -> SearchPage:
    return search(
        SearchQuery.from_params({"q": words, **{name: str(value) for name, value in values.items()}}), now=NOW
    )


def _titles(page: SearchPage) -> list[str]:
    return [hit.article.title for hit in page.hits]


def _marked(pieces: Sequence[tuple[str, bool]]) -> list[str]:
    return [text for text, is_match in pieces if is_match]


@pytest.fixture
def evening() -> list[Article]:
    articles = [
        make_article("Locks at Osterhaven reopen", text="Forty ships waited for the gates.\n\nThe harbour is glad."),
        make_article("Night trains end in October", text="Northgate Rail blames power.",
                     publisher=make_publisher("lantern"), topics=["Night trains"], at=NOW - timedelta(days=2)),
        make_article("Trains at night carry mail", text="The mail of the harbour travels late.",
                     at=NOW - timedelta(days=9)),
        make_article("बाढ़ से बंदरगाह बंद", text="बाढ़ के कारण जहाज़ रुके रहे।",
                     publisher=make_publisher("prabhatsamvad")),
        make_article("الميناء يفتح أبوابه", text="عادت السفن إلى الميناء بعد تسعة أيام.",
                     publisher=make_publisher("almina")),
        make_article("Les écluses rouvrent", text="Quarante navires attendaient l’ouverture.", language="fr"),
        make_article("東京都知事が港を視察", text="知事は港を訪れた。", language="ja"),
    ]  # fmt: skip
    _index(*articles)
    return articles


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("lock reopening", "Locks at Osterhaven reopen"),
        ("SHIP gate", "Locks at Osterhaven reopen"),
        ("बाढ़", "बाढ़ से बंदरगाह बंद"),
        ("جهاز السفن", None),
        ("ميناء السفن", None),
        ("الميناء", "الميناء يفتح أبوابه"),
        ("écluse navire", "Les écluses rouvrent"),
        ("ouverture", "Les écluses rouvrent"),
        ("都知事", "東京都知事が港を視察"),
        ("港", "東京都知事が港を視察"),
    ],
)
def test_words_are_found_in_their_forms(evening: list[Article], words: str, title: str | None) -> None:
    titles = _titles(_find(words, order="time"))
    assert titles == ([title] if title else [])


def test_a_phrase_needs_its_order(evening: list[Article]) -> None:
    assert _titles(_find('"night trains"')) == ["Night trains end in October"]
    assert len(_find("night trains").hits) == 2
    assert _titles(_find('trains -"night trains"')) == ["Trains at night carry mail"]


def test_what_is_excluded_stays_out(evening: list[Article]) -> None:
    assert _titles(_find("trains -mail")) == ["Night trains end in October"]
    assert _titles(_find("harbour -trains -ships")) == []


def test_grammar_words_do_not_decide(evening: list[Article]) -> None:
    assert _titles(_find("the locks in the harbour"))[0] == "Locks at Osterhaven reopen"
    page = _find("the of and")
    assert page.hits == ()
    assert "nearly every text" in page.problems[0]
    assert "word to find" in _find("-ships").problems[0] or "need one to find" in _find("-ships").problems[0]


def test_filters_narrow(evening: list[Article]) -> None:
    assert _titles(_find("trains", publisher="lantern")) == ["Night trains end in October"]
    assert _titles(_find("trains", topic="night-trains")) == ["Night trains end in October"]
    assert _titles(_find("trains", since=date(2026, 3, 10))) == ["Night trains end in October"]
    assert _titles(_find("trains", until=NOW.date() - timedelta(days=9))) == ["Trains at night carry mail"]
    assert _titles(_find(language="hi")) == ["बाढ़ से बंदरगाह बंद"]
    assert _titles(_find('"night trains"', publisher="harbourledger")) == []
    assert "nobody" in _find("trains", publisher="nobody").problems[0]
    assert _find("trains", topic="nothing").hits == ()


def test_matches_are_marked_in_title_and_excerpt(evening: list[Article]) -> None:
    hit = _find("lock ships").hits[0]
    assert _marked(hit.title) == ["Locks"]
    assert _marked(hit.excerpt) == ["ships"]
    assert hit.article.publisher.name == "The Harbour Ledger"
    assert _marked(_find("知事").hits[0].title) == ["知事"]
    assert _marked(_find("बाढ़").hits[0].excerpt) == ["बाढ़"]


def test_the_title_counts_more_than_the_body() -> None:
    _index(
        make_article("Markets close higher", text="Wheat rose.\n\nOlive oil did too. Grain fell. " * 3),
        make_article("Olive oil runs short", text="Growers in the south lost a harvest to hail."),
    )
    assert _titles(_find("olive oil"))[0] == "Olive oil runs short"


def test_what_means_the_same_is_found_without_the_words() -> None:
    meant = make_article("Hurricane floods coastal towns", text="Thousands fled the storm surge on the coast.")
    other = make_article("Chess club elects treasurer", text="The vote was unanimous.")
    for article in (meant, other):
        text = f"{article.title}\nThousands fled the storm surge on the coast." if article is meant else article.title
        Print.objects.filter(article=article).update(vector=embed([text])[0].tolist())
    _index(meant, other)
    page = _find("storm flooding coast cyclone")
    assert [(hit.article, hit.why) for hit in page.hits] == [(meant, "both")]
    page = _find("cyclone storms flooded coastline")
    assert [hit.article for hit in page.hits] == [meant]
    assert _find("cyclone storms flooded coastline", order="time").hits == ()


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    articles = [make_article(f"Ferry report {number}", at=NOW - timedelta(hours=number)) for number in range(23)]
    _index(*articles)
    for order in ("time", "relevance"):
        seen: list[int] = []
        after = ""
        while True:
            page = _find("ferry", order=order, limit=5, after=after)
            assert page.total_is_at_least == 23
            seen += [hit.article.pk for hit in page.hits]
            if not page.next:
                break
            after = page.next
        assert sorted(seen) == sorted(article.pk for article in articles)
        if order == "time":
            assert seen == [article.pk for article in articles]
    assert _find("ferry", after="broken").problems


def test_indexing_twice_changes_nothing_and_once_more_replaces(
    django_assert_num_queries: DjangoAssertNumQueries, evening: list[Article]
) -> None:
    texts = texts_of([article.pk for article in evening])
    before = dict(Document.objects.values_list("pk", "words"))
    with django_assert_num_queries(1):
        index_articles([*texts, *texts])
    assert dict(Document.objects.values_list("pk", "words")) == before
    article = evening[0]
    article.title = "Drawbridge stays shut"
    article.save()
    _index(article)
    assert _titles(_find("drawbridge")) == ["Drawbridge stays shut"]
    assert _find("osterhaven").hits == ()
    index_articles([])


def test_a_monstrous_text_is_indexed_within_bounds() -> None:
    words = " ".join(f"word{number}" * 8 for number in range(40_000))
    for language in ("en", "hi"):
        _index(make_article("Monster", text=words + "\n\n" + "a" * 9_000, language=language))
    assert len(_find("monster").hits) == 2


@pytest.mark.parametrize(
    "words", ["'", '"', "\\", "&", "a:*", "!(x)", "-", '-""', "%s", "' | 'x", "\u0000", "🙂", "<->", "x" * 900]
)
def test_no_question_breaks_the_search(evening: list[Article], words: str) -> None:
    for order in ("relevance", "time"):
        _find(words, order=order)
