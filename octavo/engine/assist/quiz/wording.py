"""How a fact is asked: the sentence with a blank, in English a plain question where the grammar is sure."""

from __future__ import annotations

import re

from octavo.engine.assist.quiz.facts import BLANK, Fact
from octavo.engine.assist.saying.words import saying


def ask(fact: Fact) -> str:
    """The question of a fact. Every word of it but "Who" and "How many" is the sentence's own."""
    text = fact.sentence.text
    asked = text[: fact.start] + BLANK + text[fact.end :]
    asked = _DATELINE.sub("", asked) if BLANK in _DATELINE.sub("", asked) else asked
    if fact.language == "en":
        return _who(asked, fact) or _how_many(asked, fact) or asked
    return asked


def _who(asked: str, fact: Fact) -> str:
    """ "____ rejected the plan." -> "Who rejected the plan?": the name first, its verb directly behind, one clause."""
    if fact.kind != "name" or not asked.startswith(f"{BLANK} ") or _SECOND.search(asked) or not asked.endswith("."):
        return ""
    verb = asked[len(BLANK) + 1 :].split(" ", 1)[0]
    words = saying("en")
    if words is None or not (words.verbs.fullmatch(verb) or re.fullmatch(r"[a-z]{3,}ed", verb)):
        return ""
    return f"Who{asked[len(BLANK) : -1]}?"


def _how_many(asked: str, fact: Fact) -> str:
    """ "____ people were hurt." -> "How many people were hurt?"."""
    if fact.kind != "figure" or _SECOND.search(asked) or not asked.endswith("."):
        return ""
    hit = re.match(
        rf"(?:(?:About|Some|At least|Around) )?{BLANK} (?P<rest>[a-z]+s|people)"
        r"(?P<verb> (?:were|are|have|had|will) .+)\.$",
        asked,
    )
    return f"How many {hit['rest']}{hit['verb']}?" if hit else ""


_SECOND = re.compile(r"[,;:\"“”()]")
# "NORTHGATE (Signal Wire) - ": where it was written is no part of a question.
_DATELINE = re.compile(r"^[^a-z()]{3,40}(?:, [A-Z][\w.]+)?(?: \([^()]{2,40}\))? ?[-–—] ")
