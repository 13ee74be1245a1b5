from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from octavo.engine.ranking import Reason, RelatedView, find_related

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
NAMES = ("Port Alder", "Cormorant Lines", "Gannet")
TERMS = ("aground", "salvage", "tug", "skerry")


def article(identity, hours=0.0, **more):
    given = {
        "title": f"Headline number {identity}",
        "publisher": f"Paper {identity}",
        "language": "en",
        "published": MONDAY + timedelta(hours=hours),
        "names": NAMES,
        "terms": TERMS,
    }
    return RelatedView(id=identity, **(given | more))


def kinds(*candidates, to=None, limit=6):
    return [(each.id, each.kind) for each in find_related(to or article(1, story=10), candidates, limit)]


def test_each_item_has_its_kind():
    found = kinds(
        article(2, story=10), article(3, 48, story=11), article(4, -48, story=12), article(5, 24 * 200, story=13)
    )
    assert found == [
        (2, Reason.SAME_EVENT),
        (3, Reason.FOLLOW_UP),
        (4, Reason.BEFORE),
        (5, Reason.SAME_NAMES),
    ]


def test_reasons_name_what_both_hold():
    (item,) = find_related(article(1), [article(2, 72, names=("gannet", "Port Alder", "Norsund"))])
    assert item.names == ("Port Alder", "Gannet")
    assert item.hours == 72
    assert item.kind is Reason.FOLLOW_UP


@pytest.mark.parametrize(
    "other",
    [
        {"names": ()},
        {"names": ("Gannet",)},  # one name may be a coincidence
        {"names": ("Velgrad", "Ilsa Korn")},
        {"terms": ("pension", "vote")},  # the same names in quite another matter
    ],
)
def test_an_empty_list_is_better_than_something_unrelated(other):
    assert find_related(article(1), [article(2, 24, **other)]) == []


def test_no_two_copies_and_none_of_the_article_itself():
    found = kinds(
        article(1, story=10),
        article(2, story=10, copies=5),
        article(3, story=10, copies=5),
        article(4, story=10, copies=9),
        article(6, story=10, title="HEADLINE, number 2"),
        to=article(1, story=10, copies=9),
    )
    assert [identity for identity, _ in found] == [2]


def test_publishers_take_turns():
    many = [article(n, story=10, publisher="Big Paper") for n in range(2, 6)]
    found = kinds(*many, article(9, story=10, publisher="Small Paper"), limit=2)
    assert {identity for identity, _ in found} == {2, 9}


def test_the_articles_language_comes_first():
    found = kinds(article(2, story=10, language="fr"), article(3, story=10))
    assert [identity for identity, _ in found] == [3, 2]


def test_likeness_decides_between_equals():
    near, far = np.eye(256, dtype=np.float32)[:2]
    found = kinds(
        article(2, story=10, vector=far), article(3, story=10, vector=near), to=article(1, story=10, vector=near)
    )
    assert [identity for identity, _ in found] == [3, 2]


def test_undated_articles_have_no_before_and_after():
    (item,) = find_related(article(1, published=None), [article(2)])
    assert item.kind is Reason.SAME_NAMES
    assert item.hours is None


def test_the_limit_holds():
    assert len(kinds(*[article(n, story=10) for n in range(2, 30)], limit=4)) == 4
    assert kinds(limit=4) == []
