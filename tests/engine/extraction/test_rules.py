"""Rules as the keeper writes them: checked, exported, shared, and refused with the line."""

from __future__ import annotations

import pytest

from octavo.engine.extraction.kept import rules_from_plain, rules_to_plain
from octavo.engine.extraction.rules import BadRule, make_rules, rules_from_toml, rules_to_toml
from octavo.engine.extraction.site import Rules

RULES = Rules(
    drop=("div.newsletter > p", 'a[href*="/promo\\"s/"]'),
    keep=("figure.chart",),
    body=("div.story-body",),
    drop_text=('Read "more" — यहाँ पढ़ें', "Tab\there \x7f \\ end"),
)


def test_toml_holds_the_rules_and_is_always_the_same() -> None:
    text = rules_to_toml("the-ledger", RULES)
    assert rules_from_toml(text) == ("the-ledger", make_rules(**rules_to_plain(RULES)))
    assert text == rules_to_toml("the-ledger", RULES)
    assert rules_from_toml(rules_to_toml("x", Rules())) == ("x", Rules())


def test_toml_reads_as_a_person_would_write_it() -> None:
    assert rules_to_toml("the-ledger", Rules(drop=("p.promo",))) == (
        "# Rules for the text of one publisher's pages.\n"
        'format = 1\npublisher = "the-ledger"\n\ndrop = [\n  "p.promo",\n]\n'
    )


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ('publisher = "x"\ndrop = ["p.a",\n  "p..b"]', 3, "p..b"),
        ('publisher = "x"\ndrop = "p"', 2, "list of texts"),
        ('publisher = "x"\nkeep = [1]', 2, "list of texts"),
        ('publisher = "x"\n\nhide = ["p"]', 3, "hide is not known"),
        ('publisher = "x"\ndrop = ["p"\nkeep = []', 3, "not TOML"),
        ('drop = ["p"]', None, "Say whose rules"),
        ('format = 2\npublisher = "x"', 1, "format 1"),
        ("drop = " + "[" * 5000, 1, "nested too deeply"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(text: str, line: int | None, part: str) -> None:
    with pytest.raises(BadRule) as caught:
        rules_from_toml(text)
    assert caught.value.line == line
    assert part in str(caught.value)


def test_rules_are_cleaned() -> None:
    assert make_rules(drop=["  p.a ", "", "p.a"], drop_text=["Also  read", "ALSO READ", "\x00"]) == Rules(
        drop=("p.a",), drop_text=("Also read",)
    )


@pytest.mark.parametrize("selector", ["p[", "div..a", "p:nope", ">", "p {color: red}", "<p>", "p" * 1001])
def test_a_selector_that_cannot_be_used_is_named(selector: str) -> None:
    with pytest.raises(BadRule) as caught:
        make_rules(keep=["p.good", selector])
    assert caught.value.rule == selector
    assert caught.value.reason.endswith(".")


def test_there_are_only_so_many_rules() -> None:
    with pytest.raises(BadRule, match="201 rules under drop"):
        make_rules(drop=[f"p.n{number}" for number in range(201)])


def test_a_column_holds_rules() -> None:
    assert rules_from_plain(rules_to_plain(RULES)) == RULES
    assert rules_to_plain(Rules()) == {}
