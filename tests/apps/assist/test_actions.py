"""A summary is spans of the newest version, and replaces the one before."""

from __future__ import annotations

import pytest
from cast import make_article, make_version

from octavo.apps.articles.models import Article
from octavo.apps.assist.actions import keep_summaries
from octavo.apps.assist.models import Summary
from octavo.apps.assist.queries import key_spans
from octavo.engine.assist import Length
from octavo.engine.records import Sentence

pytestmark = pytest.mark.django_db


def test_summaries_are_kept_and_replaced() -> None:
    article, other = make_article(), make_article()
    dawn = Sentence(start=0, end=24, text="The locks opened at dawn.")
    keep_summaries([(article, [(dawn, Length.SHORT)]), (other, [])])
    assert list(Summary.objects.order_by("pk").values_list("version", "spans")) == [(1, [[0, 24, "short"]]), (1, [])]
    make_version(article, text="The gates opened at noon.")
    keep_summaries([(article, [(Sentence(start=0, end=25, text="The gates opened at noon."), Length.LONG)])])
    assert Summary.objects.get(article=article).version == 2
    assert Summary.objects.get(article=article).spans == [[0, 25, "long"]]
    assert Summary.objects.count() == 2
    keep_summaries([])


def test_a_length_tells_its_own_sentences_and_those_of_shorter_ones() -> None:
    article = make_article()
    points = [(20, Length.SHORT), (0, Length.MEDIUM), (10, Length.LONG)]
    keep_summaries([(article, [(Sentence(start=at, end=at + 5, text="words"), length) for at, length in points])])
    article = Article.objects.select_related("summary").get(pk=article.pk)
    assert key_spans(article, Length.SHORT) == [(20, 25)]
    assert key_spans(article) == [(0, 5), (20, 25)]
    assert key_spans(article, Length.LONG) == [(0, 5), (10, 15), (20, 25)]


def test_spans_of_the_time_before_lengths_are_all_told() -> None:
    article = make_article(text="The locks opened at dawn. Rain fell.", key_sentences=["Rain fell."])
    assert key_spans(article) == [(26, 36)]
