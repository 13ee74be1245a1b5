"""Rules that a keeper tries on a publisher's pages before saving them. They travel in the page's address and forms.

A form repeats every tried rule as a hidden field of its kind (`drop`, `keep`, `body`, `drop_text`) beside `tried=1`,
which tells "no rules" from "the saved ones". `add` and `without` hold one rule more or fewer, as `kind:value`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from octavo.apps.sources.rules import KINDS, BadRule, Rules, make_rules, with_rule, without_rule

MOST = 800  # rules that a form may carry
LONGEST = 1000  # characters of one
OPPOSITE = {"drop": "keep", "keep": "drop"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for a template: its kind, its value, and whether it is saved, new, or about to go."""

    kind: str
    value: str
    state: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class Tried:
    """The rules being tried beside those saved. Without a trial both are the same."""

    rules: Rules
    saved: Rules

    @property
    def differs(self) -> bool:
        return set(pairs(self.rules)) != set(pairs(self.saved)) or self.rules.body != self.saved.body

    @property
    def changes(self) -> list[Rule]:
        """What saving would change."""
        return [rule for rule in self.listed if rule.state != "saved"]

    @property
    def listed(self) -> list[Rule]:
        """Every rule, those about to go too, by kind."""
        before, after = pairs(self.saved), pairs(self.rules)
        found = [Rule(*pair, "saved" if pair in before else "new") for pair in after]
        found += [Rule(*pair, "going") for pair in before if pair not in after]
        return sorted(found, key=lambda rule: KINDS.index(rule.kind))

    @property
    def count(self) -> int:
        return len(pairs(self.rules))

    @property
    def saved_count(self) -> int:
        return len(pairs(self.saved))

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The hidden fields of a form, which are the query of a link too."""
        return [("tried", "1"), *pairs(self.rules)] if self.differs else []

    @property
    def query(self) -> str:
        return urlencode(self.fields)


def pairs(rules: Rules) -> list[tuple[str, str]]:
    """Rules as (kind, value)."""
    return [(kind, value) for kind in KINDS for value in getattr(rules, kind)]


def tried_rules(given: QueryDict, saved: Rules) -> Rules:
    """The rules that a form or an address holds; the saved ones where it holds none. Raises BadRule."""
    rules = _carried(given) if "tried" in given else saved
    if without := given.get("without"):
        kind, value = _split(str(without))
        rules = without_rule(rules, kind, value)
    for kind, value in _added(given):
        rules = add_rule(rules, kind, value)
    return rules


def add_rule(rules: Rules, kind: str, value: str) -> Rules:
    """With one rule more. To keep what a rule drops takes that rule back, and the other way round."""
    other, value = OPPOSITE.get(kind), " ".join(value.split())
    if other and value in getattr(rules, other):
        rules = without_rule(rules, other, value)
    return with_rule(rules, kind, value)


def _carried(given: QueryDict) -> Rules:
    carried = {kind: given.getlist(kind) for kind in KINDS}
    if sum(map(len, carried.values())) > MOST:
        raise BadRule("", _("These are more than %(count)d rules.") % {"count": MOST})
    for value in (value for values in carried.values() for value in values):
        _check_length(value)
    return make_rules(**carried)


def _added(given: QueryDict) -> list[tuple[str, str]]:
    """A rule from a button, and one typed by hand."""
    button, kind, value = (str(given.get(name, "")) for name in ("add", "kind", "value"))
    found = [_split(button)] if button else []
    return [*found, _split(f"{kind}:{value.strip()}")] if kind and value.strip() else found


def _split(key: str) -> tuple[str, str]:
    kind, _mark, value = key.partition(":")
    _check_length(value)
    if kind not in KINDS or not value:
        raise BadRule(key[:LONGEST], _("There is no such kind of rule."))
    return kind, value


def _check_length(value: str) -> None:
    if len(value) > LONGEST or "\x00" in value:
        raise BadRule(value[:60], _("A rule has at most %(count)d characters.") % {"count": LONGEST})
