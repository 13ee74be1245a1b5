"""Hashtags are kept once per language, and an article has those of its newest text."""

from __future__ import annotations

import pytest
from cast import make_article, make_publisher

from octavo.apps.topics.actions import BELIEVED, tag_articles
from octavo.apps.topics.models import Tagging, Topic, TopicAlias
from octavo.apps.topics.queries import topic_named
from octavo.engine.entities import Alias, as_hashtag
from octavo.engine.records import Hashtag

pytestmark = pytest.mark.django_db

LOCKS = Hashtag(slug="osterhaven-locks", name="Osterhaven Locks", weight=0.9)
SHIPS = Hashtag(slug="shipping", name="Shipping", weight=0.4)


def _tags(article: object) -> dict[str, float]:
    return dict(Tagging.objects.filter(article=article).values_list("topic__slug", "weight"))


def test_articles_share_a_topic_and_it_keeps_its_first_name() -> None:
    one, two = make_article(), make_article()
    tag_articles([(one, [LOCKS, SHIPS]), (two, [LOCKS])])
    tag_articles([(two, [Hashtag(slug="osterhaven-locks", name="OSTERHAVEN LOCKS", weight=0.2)])])
    assert Topic.objects.get(slug="osterhaven-locks").name == "Osterhaven Locks"
    assert _tags(one) == {"osterhaven-locks": 0.9, "shipping": 0.4}
    assert _tags(two) == {"osterhaven-locks": 0.2}
    assert Tagging.objects.filter(article=one).values_list("at", flat=True)[0] == one.at


def test_tags_of_an_older_text_go_and_a_repetition_changes_nothing() -> None:
    article, other = make_article(), make_article(topics=["Harbour"])
    for _ in range(2):
        tag_articles([(article, [LOCKS, LOCKS])])
        assert _tags(article) == {"osterhaven-locks": 0.9}
    tag_articles([(article, [])])
    assert _tags(article) == {}
    assert _tags(other) == {"harbour": 1.0}
    tag_articles([])


def test_the_same_slug_in_two_languages_is_two_topics() -> None:
    english = make_article()
    french = make_article(publisher=make_publisher("lantern"), language="fr")
    tag_articles([(english, [SHIPS]), (french, [SHIPS])])
    assert set(Topic.objects.filter(slug="shipping").values_list("language", flat=True)) == {"en", "fr"}


def test_long_names_of_every_script_fit() -> None:
    article = make_article(publisher=make_publisher("prabhatsamvad"))
    tag_articles([(article, [Hashtag(slug="बाढ़" * 60, name="बाढ़" * 60)])])
    topic = Topic.objects.get(taggings__article=article)
    assert topic.slug.startswith("बाढ़")


def _hashtag(name: str) -> Hashtag:
    return as_hashtag(name)


def test_spellings_meet_in_the_first_one() -> None:
    one, two = make_article(), make_article()
    tag_articles([(one, [_hashtag("Electric vehicles"), _hashtag("India Russia")])])
    tag_articles(
        [(two, [_hashtag("electric vehicle"), _hashtag("Russia-India relations"), _hashtag("Electric Vehicles")])]
    )
    assert _tags(one).keys() == _tags(two).keys() == {"electric-vehicles", "india-russia"}
    assert Topic.objects.count() == 2


def _teach(count: int, short: str, full: str) -> None:
    for _ in range(count):
        article = make_article()
        tag_articles([(article, [_hashtag(full)])], {article.pk: [Alias(short, full)]})


def test_what_texts_teach_is_believed_after_some_and_old_addresses_lead_on() -> None:
    early = make_article()
    tag_articles([(early, [_hashtag("NHA")])])
    _teach(BELIEVED - 1, "NHA", "Norland Harbour Authority")
    assert _tags(early).keys() == {"nha"}
    _teach(1, "NHA", "Norland Harbour Authority")
    late = make_article()
    tag_articles([(late, [_hashtag("NHA")])])
    assert _tags(early).keys() == _tags(late).keys() == {"norland-harbour-authority"}
    found = topic_named("en", "nha")
    assert found is not None
    assert found.slug == "norland-harbour-authority"
    assert topic_named("en", "unheard-of") is None


def test_a_short_way_with_two_meanings_means_neither() -> None:
    _teach(BELIEVED, "NHA", "Norland Harbour Authority")
    _teach(BELIEVED, "NHA", "Northern Health Agency")
    article = make_article()
    tag_articles([(article, [_hashtag("NHA")])])
    assert _tags(article).keys() == {"nha"}


def test_what_most_say_without_explaining_it_stays() -> None:
    for _ in range(3 * BELIEVED):
        tag_articles([(make_article(), [_hashtag("Congress")])])
    _teach(BELIEVED, "Congress", "Continental Congress")
    article = make_article()
    tag_articles([(article, [_hashtag("Congress")])])
    assert _tags(article).keys() == {"congress"}


def test_reading_an_article_again_teaches_nothing_twice() -> None:
    article = make_article()
    for _ in range(3 * BELIEVED):
        tag_articles(
            [(article, [_hashtag("Norland Harbour Authority")])],
            {article.pk: [Alias("NHA", "Norland Harbour Authority")]},
        )
    assert [row.seen for row in TopicAlias.objects.all()] == [1]
