"""Who speaks, in scripts with capitals."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from octavo.engine.assist.saying.naming import (
    is_nobody,
    is_office,
    office_before,
    role_of,
    whole_name,
    without_origin,
    without_title,
    words_for,
)
from octavo.engine.assist.saying.patterns import APPOSED, NAME, compiled
from octavo.engine.assist.saying.words import Saying


class Found(NamedTuple):
    """A speaker as the sentence has it, at `start`. `role`: words beside the name that say what the holder is."""

    name: str
    role: str
    is_named: bool
    start: int
    verb: str  # the words that made it a speech


def attribute_cased(sentence: str, words: Saying) -> Found | None:
    """The speaker of a sentence; None: nobody speaks, or a pronoun does."""
    outside = without_quoted(sentence)
    for find in _VERB_MAY_COME_FIRST if words.language in _INVERTING else _NAME_COMES_FIRST:
        found = find(sentence, outside, words)
        if found is not None:
            return found
    return None


def without_quoted(sentence: str) -> str:
    """The sentence with what stands in quotation marks as dots: a name or verb inside speaks of others.

    A quotation may have begun in an earlier sentence, or go on in a later one.
    """
    blank = _QUOTED.sub(lambda hit: hit.group()[0] + "." * (len(hit.group()) - 2) + hit.group()[-1], sentence)
    opening = max(blank.rfind(sign) for sign in _CLOSERS)
    closing = min((at for sign in "”»" if (at := blank.find(sign)) >= 0), default=-1)
    if opening >= 0 and not any(sign in blank[opening + 1 :] for sign in _CLOSERS[blank[opening]]):
        blank = blank[: opening + 1] + "." * (len(blank) - opening - 1)
    if closing >= 0 and not any(sign in blank[:closing] for sign in _CLOSERS):
        blank = "." * closing + blank[closing:]
    if blank.count('"') == 1:
        at = blank.index('"')
        if at == 0:
            return '"' + "." * (len(blank) - 1)
        if at == len(blank) - 1 or blank[at - 1] in ",.?!":
            return "." * at + blank[at:]
    return blank


def _by(sentence: str, outside: str, words: Saying) -> Found | None:
    hit = compiled(words)["by"].search(outside)
    if hit is None or {"by", "from"} & set(hit.group("role").split()):  # "according to copies seen by Signal Wire"
        return None
    return _named(hit, sentence, words, hit.group("role"))


def _spokesman(sentence: str, outside: str, words: Saying) -> Found | None:
    if words.language != "en" or "spokes" not in outside:
        return None
    hit = compiled(words)["spokes"].search(outside)
    if hit is None:
        return None
    tail = re.search(rf", ({NAME})$", hit.group("name"))
    # "Its spokesman, Vilem Tanek, said": he has a name himself; "a spokesman for the minister, X," does not.
    if tail and not re.search(r"spokes\w+ (?:for|of)\b", hit.group("name")):
        return None
    return Found(hit.group("name").strip(" ,"), "", False, hit.start("name"), hit.group())


def _verb_last(sentence: str, outside: str, words: Saying) -> Found | None:
    """Turkish: the speaker first, the verb at the end."""
    hit = compiled(words)["last"].match(outside) if words.language == "tr" else None
    return _named(hit, sentence, words, "") if hit else None


def _name_apposed(sentence: str, outside: str, words: Saying) -> Found | None:
    hit = compiled(words)["apposed"].search(outside)
    return _named(hit, sentence, words, hit.group("role")) if hit else None


def _name_then_verb(sentence: str, outside: str, words: Saying) -> Found | None:
    for hit in compiled(words)["before"].finditer(outside):
        before = [word.lower().strip("(\"“'’,.") for word in outside[: hit.start("name")].split()[-2:]]
        if before and (before[-1] in words.to or (before[-1] in words_for("articles") and before[0] in words.to)):
            continue  # "officials travelling with Marek Dovrin said", "in the Ostmark Isles"
        if before and before[-1] in words_for("relatives"):
            continue  # "later than the one Velgrad announced"
        found = _named(hit, sentence, words, hit.group("role") or office_before(outside, hit.start("name")))
        if found:
            return found
    return None


def _verb_after_quotation(sentence: str, outside: str, words: Saying) -> Found | None:
    return _verb_first("after", sentence, outside, words)


def _verb_then_name(sentence: str, outside: str, words: Saying) -> Found | None:
    return _verb_first("inverted" if words.language in _INVERTING else "after", sentence, outside, words)


def _verb_first(kind: str, sentence: str, outside: str, words: Saying) -> Found | None:
    for hit in compiled(words)[kind].finditer(outside):
        role = hit.group("role")
        last = role.split()[-1].lower() if role.split() else ""
        if last in words.to and last not in _OF:  # "told reporters in Osterhaven"
            continue
        owned = hit.group("name").endswith(("'s", "’s"))
        found = _of_owner(hit, sentence, words, owned)
        if found:
            return found
        if owned:
            continue
        behind = _BEHIND.match(outside[hit.end() :])
        found = _named(hit, sentence, words, role or (behind.group() if behind else ""))
        if found:
            return found
    return None


def _of_owner(hit: re.Match[str], sentence: str, words: Saying, owned: bool) -> Found | None:
    """ "said Foyerly's managing director, Corin Halewood", "said Foyerly spokesman Corin Halewood": not Foyerly."""
    named = _ROLE_AND_NAME.match(sentence[hit.end() :])
    if named is None or not (owned or any(map(is_office, named.group("role").split()[-1:]))):
        return None
    name, _ = without_title(without_origin(named.group("name")))
    if is_nobody(name, words.language):
        return None
    return Found(name, hit.group("name") + named.group("role"), True, hit.end() + named.start("name"), hit.group())


def _colon(sentence: str, outside: str, words: Saying) -> Found | None:
    hit = compiled(words)["colon"].search(outside)
    return _named(hit, sentence, words, hit.group("role")) if hit else None


def _unnamed(sentence: str, outside: str, words: Saying) -> Found | None:
    hit = compiled(words)["unnamed"].search(outside)
    if hit is None:
        return None
    name = hit.group("name").strip()
    spoken = name.lower().split()
    if set(spoken[1:-1]) & words_for("no_subject") or spoken[-1] in words_for("no_speaker"):
        return None
    return Found(name, "", False, hit.start("name"), hit.group())


def _named(hit: re.Match[str], sentence: str, words: Saying, role: str) -> Found | None:
    start = hit.start("name")
    written = sentence[start : hit.end("name")]
    # "Karsk's Customs House" is a house of Karsk.
    owner = re.search(r"(?:['’]s|s['’])[ \u00a0]", written)
    if owner:
        start, written = start + owner.end(), written[owner.end() :]
    name, title = without_title(without_origin(written))
    name = whole_name(name, sentence[hit.end("name") :])
    if is_nobody(name, words.language) or re.fullmatch(words.he, name, re.IGNORECASE):
        return None
    return Found(name, title or role_of(role), True, start, hit.group())


_Finder = Callable[[str, str, Saying], Found | None]
_NAME_COMES_FIRST: tuple[_Finder, ...] = (
    _by, _spokesman, _name_apposed, _name_then_verb, _verb_then_name, _colon, _unnamed,
)  # fmt: skip
# ", a annoncé l'Institut": where the verb may come first, a name behind it is the speaker's.
_VERB_MAY_COME_FIRST: tuple[_Finder, ...] = (
    _by, _verb_last, _verb_after_quotation, _name_apposed, _name_then_verb, _verb_then_name, _colon, _unnamed,
)  # fmt: skip
_INVERTING = frozenset(["de", "ru", "uk", "pl", "id", "nl", "sv", "es", "it", "pt", "fr", "tr"])
_OF = frozenset(["of", "de", "der", "di", "do", "da", "du"])
_CLOSERS = {"“": "”", "„": "“”", "«": "»"}
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]*[\"”“»]")
_ROLE_AND_NAME = re.compile(rf"(?P<role> [a-z][^,.;:]{{2,60}}?),? (?P<name>{NAME})")
_BEHIND = re.compile(rf"{APPOSED[:-2]}[,.]?)?")
