"""A summary is spans of the newest version, and replaces the one before."""

from __future__ import annotations

import pytest
from cast import make_article, make_version

from octavo.apps.assist.actions import keep_summaries
from octavo.apps.assist.models import Summary
from octavo.engine.records import Sentence

pytestmark = pytest.mark.django_db


def test_summaries_are_kept_and_replaced() -> None:
    article, other = make_article(), make_article()
    keep_summaries([(article, [Sentence(start=0, end=24, text="The locks opened at dawn.")]), (other, [])])
    assert list(Summary.objects.order_by("pk").values_list("version", "spans")) == [(1, [[0, 24]]), (1, [])]
    make_version(article, text="The gates opened at noon.")
    keep_summaries([(article, [Sentence(start=0, end=25, text="The gates opened at noon.")])])
    assert Summary.objects.get(article=article).version == 2
    assert Summary.objects.get(article=article).spans == [[0, 25]]
    assert Summary.objects.count() == 2
    keep_summaries([])
