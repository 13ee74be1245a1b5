"""Why an article is related, in words."""

from __future__ import annotations

import pytest
from cast import make_article, make_publisher
from django.template import Context, Template

from octavo.apps.assist.related import Differs, Related, RelatedArticle
from octavo.engine.ranking import Difference, Reason
from octavo.faces.reader.reasons import group_related, marked_reason, told_reason


def why(kind: Reason = Reason.BEFORE, **more: object) -> Related:
    return Related(id=1, score=1.0, kind=kind, **more)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (why(names=("Kudankulam", "Rosatom"), hours=-72.0), "both name Kudankulam and Rosatom, 3 days earlier"),
        (why(names=("A", "B", "C"), hours=1.2), "both name A, B and C, 1 hour later"),
        (why(names=("A",), figures=("64 km", "5200000 usd"), hours=47.4),
         "both name A, both give 64 km and 5.2 million USD, 47 hours later"),
        (why(Reason.SAME_EVENT, hours=0.2), "reports the same event"),
        (why(names=("A",), is_thread=True, hours=-49.0), "both name A, part of the same affair, 2 days earlier"),
        (why(Reason.SAME_EVENT, names=("A",), is_thread=True), "both name A"),
        (why(names=("मानसून", "नयापुर")), "both speak of मानसून and नयापुर"),
        (why(Reason.OTHER_VIEW, differs=(Differs(Difference.COUNTRY, "NO", "SE"),)),
         "reports the same event, published in Sweden"),
        (why(Reason.OTHER_VIEW, names=("A",), differs=(Differs(Difference.FIGURE, "60 km", "64.5 km"),)),
         "both name A, gives 64.5 km where this one gives 60 km"),
        (why(Reason.OTHER_VIEW, names=("A",), differs=(Differs(Difference.VOICE, "", "Ilsa Korn"),)),
         "both name A, quotes Ilsa Korn"),
    ],
)  # fmt: skip
def test_reasons_in_words(reason: Related, told: str):
    assert told_reason(reason, "Sweden") == told


def test_on_a_page_names_carry_their_language_and_nothing_is_markup():
    told = marked_reason(why(names=("<b>", "50%")), "", 'lang="ar" dir="rtl"')
    assert told == ('Both name <bdi lang="ar" dir="rtl">&lt;b&gt;</bdi> and <bdi lang="ar" dir="rtl">50%</bdi>')


def test_figures_and_countries_are_set_as_the_page_is_written_and_escaped():
    differs = (Differs(Difference.COUNTRY, "A", "B"), Differs(Difference.FIGURE, "60 <i>", "64 km"))
    told = marked_reason(why(figures=("40000000000",), differs=differs), "<u>", 'lang="ar" dir="rtl"')
    assert told == (
        "Both give <bdi>40 billion</bdi>, published in <bdi>&lt;u&gt;</bdi>, "
        "gives <bdi>64 km</bdi> where this one gives <bdi>60 &lt;i&gt;</bdi>"
    )


@pytest.mark.django_db
def test_groups_stand_in_the_order_of_the_page():
    article = make_article(publisher=make_publisher())
    kinds = (Reason.BACKGROUND, Reason.BEFORE, Reason.SAME_EVENT, Reason.SAME_ACTORS, Reason.FOLLOW_UP)
    groups = group_related([RelatedArticle(article=article, excerpt="", why=why(kind)) for kind in kinds])
    assert [str(group.title) for group in groups] == ["Other reports", "Since then", "Before", "Background"]
    assert [one.why.kind for one in groups[-1].items] == [Reason.BACKGROUND, Reason.SAME_ACTORS]
    assert group_related([]) == []
    one = RelatedArticle(article=article, excerpt="", why=why(Reason.OTHER_VIEW, differs=(
        Differs(Difference.COUNTRY, "Ostmark Isles", "Norland"),)))  # fmt: skip
    page = Template("{% load octavo %}{% why one %}").render(Context({"one": one}))
    assert page == "Reports the same event, published in <bdi>Norland</bdi>"
