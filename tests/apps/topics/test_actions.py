"""Hashtags are kept once per language, and an article has those of its newest text."""

from __future__ import annotations

import pytest
from cast import make_article, make_publisher

from octavo.apps.topics.actions import tag_articles
from octavo.apps.topics.models import Tagging, Topic
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
