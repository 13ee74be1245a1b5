"""The keeper's rules for a publisher's text: read, changed, saved, as TOML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from octavo.apps.sources.models import Publisher, RulesChange, SiteText
from octavo.engine.extraction.kept import rules_from_plain, rules_to_plain
from octavo.engine.extraction.rules import KINDS, BadRule, make_rules, rules_from_toml, rules_to_toml
from octavo.engine.extraction.site import Rules

__all__ = [
    "KINDS",
    "BadRule",
    "Rules",
    "SavedRules",
    "check_toml",
    "export_rules",
    "import_rules",
    "make_rules",
    "publishers_with_rules",
    "rules_history",
    "rules_of",
    "save_rules",
    "saved_rules",
    "with_rule",
    "without_rule",
]
KEPT_CHANGES = 50  # of one publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRules:
    """Rules in force or in force once. `changed_at` is None where nobody has ever saved any."""

    rules: Rules
    changed_at: datetime | None = None
    changed_by: str = ""


def saved_rules(publisher: Publisher) -> SavedRules:
    """The rules in force, and who saved them when."""
    row = SiteText.objects.filter(publisher=publisher).defer("memory", "essence").first()
    if row is None:
        return SavedRules(rules=Rules())
    return SavedRules(rules=rules_from_plain(row.rules), changed_at=row.changed_at, changed_by=row.changed_by)


def rules_of(publisher: Publisher) -> Rules:
    """The rules in force."""
    return saved_rules(publisher).rules


def rules_history(publisher: Publisher, *, limit: int = 20) -> list[SavedRules]:
    """What was saved, newest first."""
    rows = RulesChange.objects.filter(publisher=publisher).order_by("-changed_at", "-pk")[:limit]
    return [
        SavedRules(rules=rules_from_plain(row.rules), changed_at=row.changed_at, changed_by=row.changed_by)
        for row in rows
    ]


def with_rule(rules: Rules, kind: str, value: str) -> Rules:
    """The rules and one more; the newest place of the body is tried first. Raises BadRule."""
    known = rules_to_plain(rules)
    held = known.get(_known(kind), [])
    return make_rules(**{**known, kind: [value, *held] if kind == "body" else [*held, value]})


def without_rule(rules: Rules, kind: str, value: str) -> Rules:
    """The rules without one; the same where it is none of them."""
    held: tuple[str, ...] = getattr(rules, _known(kind))
    return replace(rules, **{kind: tuple(rule for rule in held if rule != value)})


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise BadRule(kind, f"{kind} is no kind of rule. Use one of {', '.join(KINDS)}.")
    return kind


def save_rules(publisher: Publisher, rules: Rules, *, now: datetime, by: str = "") -> None:
    """Puts rules in force for the pages read from now on. Raises BadRule; then the old ones stay."""
    plain = rules_to_plain(make_rules(**rules_to_plain(rules)))
    with transaction.atomic():
        SiteText.objects.bulk_create([SiteText(publisher=publisher)], ignore_conflicts=True)
        row = SiteText.objects.select_for_update().defer("memory", "essence").get(publisher=publisher)
        if row.rules == plain:
            return
        row.rules, row.changed_at, row.changed_by = plain, now, by[:150]
        row.save(update_fields=["rules", "changed_at", "changed_by"])
        RulesChange.objects.create(publisher=publisher, rules=plain, changed_at=now, changed_by=by[:150])
        old = RulesChange.objects.filter(publisher=publisher).order_by("-changed_at", "-pk").values("pk")
        RulesChange.objects.filter(publisher=publisher).exclude(
            pk__in=list(old.values_list("pk", flat=True)[:KEPT_CHANGES])
        ).delete()


def publishers_with_rules() -> list[tuple[Publisher, SavedRules]]:
    """Who has rules in force, by slug."""
    rows = SiteText.objects.exclude(rules={}).defer("memory", "essence").select_related("publisher")
    return [
        (
            row.publisher,
            SavedRules(rules=rules_from_plain(row.rules), changed_at=row.changed_at, changed_by=row.changed_by),
        )
        for row in rows.order_by("publisher__slug")
    ]


def check_toml(text: str) -> tuple[str, Rules]:
    """The slug and the rules of a file, saved nowhere. Raises BadRule with the line."""
    return rules_from_toml(text)


def export_rules(publisher: Publisher) -> str:
    """The rules in force as a file."""
    return rules_to_toml(publisher.slug, rules_of(publisher))


def import_rules(publisher: Publisher, text: str, *, now: datetime, by: str = "") -> Rules:
    """Puts a file's rules in force for this publisher, whoever's the file says they are. Raises BadRule."""
    _, rules = rules_from_toml(text)
    save_rules(publisher, rules, now=now, by=by)
    return rules
