"""The words of attribution of a language."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from octavo.engine.text.tokens import UNSPACED

# A letter to `re` has no combining marks, and Indian words end in them.
END = r"(?![\w\u0900-\u0903\u093a-\u094f\u0981-\u09cd'’]|-\w)"
_CORE = 14
_WORDS = re.compile(r"[\w\u0900-\u0963\u0981-\u09e3-]+")
GLUED = UNSPACED | {"ko"}  # words are found inside others


class Saying(NamedTuple):
    """Patterns without groups, ready for an alternation; `verbs` finds any verb, `deny` the opposing ones."""

    language: str
    verb: str
    core: str  # the commonest verbs, which even a speaker without a name is believed with
    verbs: re.Pattern[str]
    deny: re.Pattern[str]
    by: str
    he: str
    body: str
    to: frozenset[str]
    spoken: frozenset[str]  # the verbs, and the phrases before or behind a source, in small letters
    phrases: tuple[str, ...]

    def may_speak(self, sentence: str) -> bool:
        """Whether a verb or a phrase of attribution may stand in a sentence: a quick look before the patterns."""
        lower = sentence.lower()
        if any(phrase in lower for phrase in self.phrases):
            return True
        if self.language in GLUED:
            return any(verb in lower for verb in self.spoken)
        return not self.spoken.isdisjoint(_WORDS.findall(lower))


@cache
def saying(language: str) -> Saying | None:
    """Of a language (two letters); None: we have no words of it."""
    listed = _listed()
    if f"{language}.said" not in listed:
        return None
    said, deny = listed[f"{language}.said"], listed.get(f"{language}.deny", [])
    verb = _any_of([*said, *deny], language)
    return Saying(
        language=language,
        verb=verb,
        core=_any_of([*said[:_CORE], *deny], language),
        verbs=re.compile(verb, re.IGNORECASE),
        deny=re.compile(_any_of(deny, language), re.IGNORECASE),
        by=_any_of(listed.get(f"{language}.by", []), language),
        he=_any_of(listed.get(f"{language}.he", []), language),
        body=_any_of(listed.get(f"{language}.body", []), language),
        to=frozenset(listed.get(f"{language}.to", [])),
        spoken=frozenset([*said, *deny]),
        phrases=tuple(listed.get(f"{language}.by", [])),
    )


def _any_of(words: list[str], language: str) -> str:
    if not words:
        return "(?!)"
    longest = sorted(words, key=lambda word: (-len(word), word))
    if language in GLUED:
        return f"(?:{'|'.join(map(re.escape, longest))})"
    # "d'après X", "وفقا لـ": what ends in an apostrophe or a prefix has no end of a word behind it.
    ended = (re.escape(word) + ("" if word.endswith((" ل", "'", "’")) else END) for word in longest)
    return rf"(?<![\w'’-])(?:{'|'.join(ended)})"


@cache
def _listed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in resources.files("octavo.engine.assist.saying").joinpath("speech.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, entries = line.partition(":")
            parted = entries.split("|") if key.endswith(".by") else entries.split()
            found[key] = [entry.strip() for entry in parted]
    return found
