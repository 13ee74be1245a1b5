"""Words that are read often become less telling, each language by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from octavo.apps.stories.actions.learn import LEARNT_EACH, learn_words
from octavo.apps.stories.models import Vocabulary as Row
from octavo.apps.stories.vocabularies import vocabularies_of
from octavo.engine.clustering import ArticleView, Vocabulary, view_article

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def views(language: str, count: int = 3) -> list[ArticleView]:
    return [
        view_article("Harbour", f"The harbour took ship {at} again.", language, NOON, None, None) for at in range(count)
    ]


def test_what_is_learned_is_read_again_by_language() -> None:
    learn_words("en", views("en"), sample=1)
    learn_words("en", views("en"), sample=2)
    known = vocabularies_of(["en", "de"])
    assert known["en"].articles == pytest.approx(6, abs=0.01)
    assert known["de"].articles == 0.0
    fresh = Vocabulary().rareness(["harbour"], "en")["harbour"]
    many = Vocabulary().learn([{"harbour"}] * 500).rareness(["harbour"], "en")["harbour"]
    assert many < fresh


def test_nothing_read_writes_nothing() -> None:
    learn_words("en", [], sample=8)
    assert not Row.objects.exists()


def test_of_a_well_known_language_a_sample_is_counted() -> None:
    full = Vocabulary().learn([{"harbour"}] * int(LEARNT_EACH * 1.1))
    Row.objects.create(language="en", counts=full.to_bytes())
    learn_words("en", views("en"), sample=9)
    assert vocabularies_of(["en"])["en"].articles == pytest.approx(full.articles)
    learn_words("en", views("en"), sample=16)
    assert vocabularies_of(["en"])["en"].articles > full.articles
