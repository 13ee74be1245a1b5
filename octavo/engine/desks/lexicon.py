"""The words of each desk: names of sections, and what its articles speak of. One file a language, in `words/`."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import UNSPACED, words

DESKS = (
    "world", "politics", "business", "technology", "science", "health", "climate", "sport", "culture", "society",
    "opinion",
)  # fmt: skip


@dataclass(slots=True)
class Lexicon:
    """A language's words, each with the desks that list it."""

    exact: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by stem
    begun: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by how a word begins
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))
    anywhere: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lengths: tuple[int, ...] = ()  # of the keys of `begun`

    def desks_of(self, word: str, language: str) -> Iterable[str]:
        """The desks that list a folded word."""
        found = list(self.exact.get(stem(word, language), ()))
        for length in self.lengths:
            if length > len(word):
                break
            found += self.begun.get(word[:length], ())
        return found

    def phrase_desks(self, spoken: Sequence[str], at: int) -> Iterable[tuple[str, str]]:
        """The phrases that begin at a place of a text, each with its desk."""
        for parts, desk in self.phrases.get(spoken[at][:3], ()):
            said = spoken[at : at + len(parts)]
            if len(said) == len(parts) and all(map(_meets, said, parts)):
                yield " ".join(parts), desk


def _meets(word: str, part: str) -> bool:
    """A word in the phrase's form, or with an ending of up to three letters more."""
    return (
        word.startswith(part[:-1])
        if part.endswith("*")
        else word == part or (word.startswith(part) and len(word) <= len(part) + 3)
    )


@cache
def lexicon(language: str) -> Lexicon | None:
    """The words of a language; None where there is no file for it."""
    lines = _lines(language)
    if not lines:
        return None
    found = Lexicon()
    for line in lines:
        desk, colon, listed = line.partition(": ")
        if colon and desk in DESKS:
            for entry in listed.split():
                _add(found, entry, desk, language)
    found.lengths = tuple(sorted({len(key) for key in found.begun}))
    return found


def _add(found: Lexicon, entry: str, desk: str, language: str) -> None:
    if language in UNSPACED:
        found.anywhere[entry.casefold()].append(desk)
        return
    parts = [(*words(part)[:1], "*" * part.endswith("*")) for part in entry.split("_") if words(part)]
    folded = tuple("".join(part) for part in parts)
    if len(folded) > 1:
        found.phrases[folded[0].rstrip("*")[:3]].append((folded, desk))
    elif len(words(entry)) > 1:  # "cease-fire"
        split = tuple(words(entry))
        found.phrases[split[0][:3]].append((split, desk))
    elif folded and folded[0].endswith("*"):
        found.begun[folded[0][:-1]].append(desk)
    elif folded:
        found.exact[stem(folded[0], language)].append(desk)


def section_desk(name: str, language: str | None) -> str | None:
    """The desk that a section's name means in its language, else in any; None: it means none ("Home", "News")."""
    key = fold_section(name)
    return _sections(language or "").get(key) or _all_sections().get(key)


def fold_section(name: str) -> str:
    """A section's name, or a part of an address, as it is compared: without case, accents and signs."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("ı", "i").replace("ß", "ss"))
    kept = "".join(char for char in plain if not ("\u0300" <= char <= "\u036f"))
    return " ".join(re.split(r"[\s_\-&+'’.,]+", unicodedata.normalize("NFC", kept))).strip()


@cache
def _sections(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines(language):
        desk, sign, listed = line.partition(" = ")
        if sign and desk in DESKS:
            for name in (desk, *listed.split(" | ")):
                found.setdefault(fold_section(name), desk)
    return found


@cache
def _all_sections() -> dict[str, str]:
    """Of every language, English first: publishers of all countries have addresses with English words."""
    folder = resources.files("octavo.engine.desks").joinpath("words")
    names = sorted((entry.name[:-4] for entry in folder.iterdir()), key=lambda name: (name != "en", name))
    found: dict[str, str] = {}
    for name in names:
        for key, desk in _sections(name).items():
            found.setdefault(key, desk)
    return found


@cache
def _lines(language: str) -> list[str]:
    file = resources.files("octavo.engine.desks").joinpath(f"words/{language[:2]}.txt")
    if not language.isalpha() or not file.is_file():
        return []
    return [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
