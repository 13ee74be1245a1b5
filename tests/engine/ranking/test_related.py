from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.ranking import Difference, Reason, RelatedView, find_related, shortlist, verify_reason

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
NAMES = {"Port Alder": 6.0, "Cormorant Lines": 7.0, "Gannet": 7.0}
WORDS = {"aground": 0.6, "salvage": 0.5, "tug": 0.4, "skerry": 0.48}
HEADS = ("Tug", "Crew", "Skerry", "Hull", "Rope", "Buoy", "Mast", "Deck", "Keel", "Bow")
TEXT = "the gannet of cormorant lines lies aground off port alder said ilsa korn"


def article(identity, hours=0.0, **more):
    given = {
        "title": f"{HEADS[identity % 10]} tale {identity}",
        "publisher": f"Paper {identity}",
        "language": "en",
        "published": MONDAY + timedelta(hours=hours),
        "names": tuple(NAMES),
        "rareness": NAMES,
        "words": WORDS,
        "headline": {"aground": 1.0},
        "text": f"{TEXT} in report number {' '.join(f'w{identity}x{place}' for place in range(60))}",
    }
    return RelatedView(id=identity, **(given | more))


def kinds(*candidates, to=None, limit=6):
    return [(each.id, each.kind) for each in find_related(to or article(1, story=10), candidates, limit)]


def test_each_item_has_its_kind():
    found = kinds(
        article(2, story=10),
        article(3, 48, story=11),
        article(4, -48, story=12),
        article(5, -24 * 200, story=13),
        article(6, 1, story=14),
        article(7, story=10, country="NO"),
        to=article(1, story=10, country="SE"),
    )
    assert dict(found) == {
        2: Reason.SAME_EVENT,
        7: Reason.OTHER_VIEW,
        3: Reason.FOLLOW_UP,
        4: Reason.BEFORE,
        5: Reason.SAME_ACTORS,
        6: Reason.SAME_ACTORS,
    }
    assert {identity for identity, _ in found[:2]} == {2, 7}


def test_reasons_name_what_both_hold_the_rare_first():
    names = ("Norland", "gannet", "Port Alder", "Karsk")
    rare = {"Norland": 1.0, "gannet": 7.0, "Port Alder": 6.0, "Karsk": 9.0}
    text = f"{article(2).text} norland"
    ours = article(1, names=("Norland", *NAMES), rareness={"Norland": 1.0, **NAMES}, text=f"{article(1).text} norland")
    (item,) = find_related(ours, [article(2, 72, names=names, rareness=rare, text=text)])
    assert [name.casefold() for name in item.names] == ["port alder", "gannet", "norland"]
    assert (item.hours, item.kind) == (72, Reason.FOLLOW_UP)


def test_one_name_in_two_forms_is_told_once():
    rare = {"Velmora": 7.0, "Velmoran": 7.0, "Karsk": 7.0}
    text = "velmora and karsk the velmoran side said"
    one, other = (article(n, names=tuple(rare), rareness=rare, text=f"{text} {n}") for n in (1, 2))
    assert find_related(replace(one, story=3), [replace(other, story=3)]) == []  # the texts are one
    other = replace(other, text=f"in karsk velmora met the velmoran minister {article(2).text}")
    (item,) = find_related(replace(one, story=3), [replace(other, story=3)])
    assert item.names == ("Velmora", "Karsk")


def test_a_surname_is_shared_with_the_full_name():
    one = article(1, names=("Ilsa Korn", "Gannet"), rareness={"Ilsa Korn": 7.0, "Gannet": 7.0})
    other = article(2, 72, names=("Korn", "Gannet"), rareness={"Korn": 7.0, "Gannet": 7.0})
    (item,) = find_related(one, [other])
    assert item.names == ("Korn", "Gannet")


@pytest.mark.parametrize(
    "other",
    [
        {"names": ()},
        {"names": ("Velgrad", "Ilsa Korn")},
        {"words": {"pension": 0.8, "vote": 0.6}, "headline": {"vote": 1.0}},  # the same names in quite another matter
        {"rareness": {}, "names": ("Norland", "President")},
        {"language": "fr"},
    ],
)
def test_an_empty_list_is_better_than_something_unrelated(other):
    ours = article(1, names=(*NAMES, "Norland", "President"), rareness={**NAMES, "Norland": 1.5, "President": 1.0})
    assert find_related(ours, [article(2, 24, **other)]) == []


def test_names_that_stand_in_every_article_are_no_reason():
    common = dict.fromkeys(NAMES, 3.0)
    assert find_related(article(1, rareness=common), [article(2, 24, rareness=common)]) == []


def test_a_name_that_stands_in_one_text_only_is_not_told():
    (item,) = find_related(article(1), [article(2, 24, text=article(2).text.replace("gannet", "ship"))])
    assert item.names == ("Port Alder", "Cormorant Lines")


def test_another_language_comes_in_as_a_counterpart_only_and_last():
    ours = article(1, story=10, counterparts=frozenset([20]))
    abroad = {"language": "fr", "names": (), "rareness": {}, "words": {}, "headline": {}}
    found = kinds(article(2, story=20, **abroad), article(3, story=21, **abroad), article(4, 72, story=11), to=ours)
    assert [identity for identity, _ in found] == [4, 2]


@pytest.mark.parametrize(
    "copy",
    [
        {"copies": 9},  # the article's own text
        {"carried": frozenset([1])},
        {"title": "Crew tale, 1"},
        {"text": None},  # word for word
    ],
)
def test_nothing_that_repeats_the_article(copy):
    ours = article(1, story=10, copies=9)
    other = article(2, story=10, **(copy | ({"text": ours.text} if "text" in copy else {})))
    assert find_related(ours, [other]) == []


def test_no_two_items_carry_one_text():
    found = kinds(
        article(2, story=10, copies=5),
        article(3, story=10, copies=5),
        article(4, story=10, carried=frozenset([77])),
        article(5, story=10, carried=frozenset([77])),
    )
    assert [identity for identity, _ in found] == [2, 4]


def test_publishers_take_turns():
    many = [article(n, story=10, publisher="Big Paper") for n in range(2, 6)]
    found = kinds(*many, article(9, story=10, publisher="Small Paper"), limit=2)
    assert {identity for identity, _ in found} == {2, 9}


def test_reports_of_the_event_leave_room_for_the_rest():
    reports = [article(n, story=10) for n in range(2, 9)]
    found = kinds(*reports, article(9, 48, story=11), article(10, -48, story=12))
    assert [kind for _, kind in found] == [Reason.SAME_EVENT] * 4 + [Reason.FOLLOW_UP, Reason.BEFORE]
    assert len(kinds(*reports)) == 6


def test_a_shared_thread_is_enough_with_a_rare_name():
    weak = {"words": {"aground": 0.6, "inquiry": 0.8}, "names": ("Gannet",), "headline": {"inquiry": 1.0}}
    assert find_related(article(1), [article(2, 24 * 60, **weak)]) == []
    (item,) = find_related(article(1, thread=3), [article(2, 24 * 60, thread=3, **weak)])
    assert (item.is_thread, item.kind) == (True, Reason.FOLLOW_UP)


def test_another_view_says_what_differs():
    ours = article(1, story=10, figures=("60 km", "12 %"), country="NO")
    theirs = article(
        2, story=10, figures=("64 km", "12 %"), country="NO", voices=("Odd Marrent",),
        text=f"{article(2).text} odd marrent",
    )  # fmt: skip
    (item,) = find_related(ours, [theirs])
    assert item.kind is Reason.OTHER_VIEW
    assert [(each.what, each.ours, each.theirs) for each in item.differs] == [
        (Difference.FIGURE, "60 km", "64 km"),
        (Difference.VOICE, "", "Odd Marrent"),
    ]
    assert item.figures == ("12 %",)
    assert verify_reason(ours, theirs, item) == []


def test_undated_articles_have_no_before_and_after():
    (item,) = find_related(article(1, published=None), [article(2)])
    assert (item.kind, item.hours) == (Reason.SAME_ACTORS, None)


def test_the_limit_holds():
    assert len(kinds(*[article(n, story=10) for n in range(2, 30)], limit=4)) == 4
    assert kinds(limit=4) == []


# ---------------------------------------------------------------- the shortlist


def test_the_shortlist_keeps_the_likeliest_and_leaves_out_copies():
    ours = article(1, story=10, copies=1)
    reports = [article(n, story=10, copies=n, likeness=n / 100) for n in range(2, 40)]
    others = [article(50, copies=1), article(51, carried=frozenset([1])), article(52, copies=51)]
    found = shortlist(ours, [*reports, *others])
    assert len(found) == 7
    assert found[-1] == 52
    assert set(found[:-1]) >= {39, 38, 37}


def test_the_shortlist_prefers_an_articles_own_time():
    ours = article(1)
    then = [article(n, 24 * n, copies=n) for n in range(2, 10)]
    now = [article(n, 24 * 900, copies=n) for n in range(20, 30)]
    assert shortlist(ours, [*now, *then]) == [each.id for each in then]


# ---------------------------------------------------------------- the check


def test_true_reasons_pass():
    ours = article(1, story=10)
    for other in (article(2, 48, story=11), article(3, story=10), article(4, -48)):
        (item,) = find_related(ours, [other])
        assert verify_reason(ours, other, item) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"names": ("Velgrad",)}, "'Velgrad' does not stand in both"),
        ({"figures": ("12 %",)}, "12 % is not given by both"),
        ({"hours": 24.0}, "48.0 hours lie between them, not 24.0"),
        ({"hours": None}, "48.0 hours lie between them, not None"),
        ({"is_thread": True}, "they are of no common thread"),
        ({"kind": Reason.BEFORE}, "it did not come earlier"),
        ({"kind": Reason.SAME_EVENT}, "it tells of another event"),
        ({"kind": Reason.OTHER_VIEW}, "nothing differs"),
        ({"kind": Reason.SAME_ACTORS, "names": ("Gannet",)}, "no two names are told"),
        ({"names": ()}, "no reason is told"),
    ],
)
def test_untrue_reasons_are_found(change, fault):
    ours, other = article(1, story=10), article(2, 48, story=11)
    (item,) = find_related(ours, [other])
    assert fault in verify_reason(ours, other, replace(item, **change))


def test_a_reason_must_be_rare_and_the_text_another():
    ours, other = article(1), article(2, 48)
    (item,) = find_related(ours, [other])
    common = replace(ours, rareness=dict.fromkeys(NAMES, 2.0))
    assert "the names are in too many articles" in verify_reason(common, other, item)
    assert "it carries the article's own text" in verify_reason(ours, replace(other, carried=frozenset([1])), item)
