"""The keeper's rules for a publisher's pages: checked, and as TOML to share."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from octavo.engine.extraction.site import Rules, fold

SELECTORS = ("drop", "keep", "body")
KINDS = (*SELECTORS, "drop_text")
MOST_RULES = 200  # of one kind
LONGEST = 1000  # characters of a rule
FORMAT = 1


class BadRule(ValueError):
    """A rule that cannot be used. `rule` is the selector, text or key; `reason` one sentence that says what to do."""

    def __init__(self, rule: str, reason: str, *, line: int | None = None) -> None:
        super().__init__(rule, reason, line)
        self.rule = rule
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        return f"Line {self.line}: {self.reason}" if self.line else self.reason


def make_rules(
    *, drop: Iterable[str] = (), keep: Iterable[str] = (), body: Iterable[str] = (), drop_text: Iterable[str] = ()
) -> Rules:
    """Rules from what somebody has typed: blanks and doubles out, every selector checked. Raises BadRule."""
    values = {"drop": drop, "keep": keep, "body": body, "drop_text": drop_text}
    return Rules(**{kind: _checked(kind, texts) for kind, texts in values.items()})


def _checked(kind: str, texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        plain = " ".join(text.replace("\x00", "").split())
        if plain:
            found.setdefault(fold(plain) if kind == "drop_text" else plain, plain)
    if len(found) > MOST_RULES:
        raise BadRule(kind, f"There are {len(found)} rules under {kind}; {MOST_RULES} are allowed. Join some of them.")
    for rule in found.values():
        if len(rule) > LONGEST:
            raise BadRule(rule, f"A rule under {kind} has {len(rule)} characters; {LONGEST} are allowed. Shorten it.")
        if kind in SELECTORS:
            check_selector(rule)
    return tuple(found.values())


def check_selector(selector: str) -> None:
    """Raises BadRule unless the parser of pages understands the selector."""
    try:
        _PROBE.css(selector)
    except SelectolaxError:
        example = "Write it as in a style sheet, for example div.newsletter > p."
        raise BadRule(selector, f"{selector} is not a CSS selector that can be used. {example}") from None


_PROBE = LexborHTMLParser("<p>")


# ---------------------------------------------------------------- TOML


def rules_to_toml(slug: str, rules: Rules) -> str:
    """A publisher's rules as a file: always the same text for the same rules."""
    lines = ["# Rules for the text of one publisher's pages.", f"format = {FORMAT}", f"publisher = {_quoted(slug)}"]
    for kind in KINDS:
        texts = getattr(rules, kind)
        if texts:
            lines += ["", f"{kind} = [", *(f"  {_quoted(text)}," for text in texts), "]"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML. JSON escapes are TOML escapes, except for DEL, which TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def rules_from_toml(text: str) -> tuple[str, Rules]:
    """The publisher's slug and the rules of a file. Raises BadRule with the line and what to do."""
    plain = _parsed(text)
    unknown = sorted(set(plain) - {"format", "publisher", *KINDS})
    if unknown:
        raise _at(text, unknown[0], f"{unknown[0]} is not known. Use {', '.join(KINDS)}.")
    if plain.get("format", FORMAT) != FORMAT:
        raise _at(
            text, "format", f"This Octavo reads rules of format {FORMAT} only. Export them anew, or update Octavo."
        )
    slug = plain.get("publisher")
    if not isinstance(slug, str) or not slug:
        raise _at(text, "publisher", 'Say whose rules these are: publisher = "slug".')
    values: dict[str, list[str]] = {}
    for kind in KINDS:
        listed = plain.get(kind, [])
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise _at(text, kind, f'{kind} must be a list of texts: {kind} = ["…"].')
        values[kind] = listed
    try:
        return slug, make_rules(**values)
    except BadRule as error:
        raise _at(text, error.rule, error.reason) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"\(at line (\d+)", str(error))
        line = int(told.group(1)) if told else text.count("\n") + 1
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise BadRule(
            "", f"This is not TOML ({reason}). Correct the line, or export the rules anew.", line=line
        ) from None
    except RecursionError:
        raise BadRule("", "This is nested too deeply for rules. Export them anew.", line=1) from None


def _at(text: str, rule: str, reason: str) -> BadRule:
    """The error with the first line that holds the rule."""
    forms = (rule, _quoted(rule)[1:-1])
    lines = text.splitlines()
    line = next((at for at, one in enumerate(lines, 1) if rule and any(form in one for form in forms)), None)
    return BadRule(rule, reason, line=line)
