"""The keeper's rules as rows: in force, in history, in and out as TOML."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Publisher, RulesChange
from octavo.apps.sources.rules import (
    BadRule,
    Rules,
    check_toml,
    export_rules,
    import_rules,
    make_rules,
    publishers_with_rules,
    rules_history,
    rules_of,
    save_rules,
    saved_rules,
    with_rule,
    without_rule,
)
from octavo.apps.sources.site_text import memory_summary, score_history, sites_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def publisher() -> Publisher:
    return publisher_for("https://ledger.example/", name="The Ledger")


def test_a_publisher_has_no_rules_until_somebody_saves_some(publisher: Publisher) -> None:
    assert saved_rules(publisher).changed_at is None
    assert not rules_of(publisher)
    assert publishers_with_rules() == []
    assert score_history(publisher) == []
    assert memory_summary(publisher).pages == 0
    save_rules(publisher, make_rules(drop=["p.promo"]), now=NOON, by="Ines")
    saved = saved_rules(publisher)
    assert (saved.rules, saved.changed_at, saved.changed_by) == (Rules(drop=("p.promo",)), NOON, "Ines")
    assert [(one.slug, saved.rules) for one, saved in publishers_with_rules()] == [("the-ledger", rules_of(publisher))]
    assert sites_of([publisher.pk, 0])[publisher.pk].rules == rules_of(publisher)


def test_what_was_in_force_before_can_be_found(publisher: Publisher) -> None:
    first, second = make_rules(drop=["p.a"]), make_rules(drop=["p.b"])
    for hour, rules in enumerate((first, second, second, Rules())):
        save_rules(publisher, rules, now=NOON + timedelta(hours=hour))
    assert [change.rules for change in rules_history(publisher)] == [Rules(), second, first]
    assert publishers_with_rules() == []


def test_the_history_is_bounded(publisher: Publisher) -> None:
    for number in range(60):
        save_rules(publisher, make_rules(drop=[f"p.n{number}"]), now=NOON + timedelta(minutes=number))
    assert RulesChange.objects.count() == 50
    assert rules_history(publisher, limit=1)[0].rules == rules_of(publisher)


def test_one_rule_comes_and_goes() -> None:
    rules = with_rule(with_rule(Rules(), "body", "main"), "body", "div.story")
    assert rules.body == ("div.story", "main")
    assert without_rule(rules, "body", "main").body == ("div.story",)
    assert without_rule(rules, "drop", "nothing") == rules
    with pytest.raises(BadRule) as caught:
        with_rule(rules, "drop", "p[")
    assert caught.value.rule == "p["
    with pytest.raises(BadRule, match="hide is no kind of rule"):
        with_rule(rules, "hide", "p")


def test_rules_that_cannot_be_used_leave_the_old_ones(publisher: Publisher) -> None:
    save_rules(publisher, make_rules(keep=["figure"]), now=NOON)
    with pytest.raises(BadRule):
        save_rules(publisher, Rules(drop=("p[",)), now=NOON)
    with pytest.raises(BadRule) as caught:
        import_rules(publisher, 'publisher = "x"\ndrop = ["p["]', now=NOON)
    assert caught.value.line == 2
    assert rules_of(publisher).keep == ("figure",)


def test_a_file_goes_from_one_installation_to_another(publisher: Publisher) -> None:
    save_rules(publisher, make_rules(drop=["p.promo"], drop_text=["Also read"]), now=NOON)
    text = export_rules(publisher)
    other = publisher_for("https://tides.example/", name="Tides")
    assert check_toml(text) == ("the-ledger", rules_of(publisher))
    assert import_rules(other, text, now=NOON) == rules_of(other) == rules_of(publisher)
