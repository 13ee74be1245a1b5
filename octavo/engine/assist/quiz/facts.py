"""What may be asked: a sentence, and the name, figure, place or day in it that is the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from octavo.engine.assist.comparing.measured import Measured
from octavo.engine.assist.quiz.known import Known, words_of
from octavo.engine.assist.reading import Heard, find_name
from octavo.engine.assist.saying import is_said_by_pronoun
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.entities import locate_figures
from octavo.engine.records import Sentence
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import UNSPACED_LETTER, content_words, words

BLANK = "____"
_SHORTEST, _LONGEST = 7, 34  # words
_UNSPACED = (16, 90)  # characters
_SENTENCES = 14  # of a report


@dataclass(frozen=True, kw_only=True)
class Fact:
    """`kind`: name, place, figure or date. Characters [start, end) of the sentence are the answer."""

    heard: Heard
    sentence: Sentence
    place: int  # among the sentences of its report
    kind: str
    start: int
    end: int

    @property
    def answer(self) -> str:
        return self.sentence.text[self.start : self.end]

    @property
    def rest(self) -> str:
        return self.sentence.text[: self.start] + " " + self.sentence.text[self.end :]

    @property
    def language(self) -> str:
        return (self.heard.source.language or "")[:2]


def find_facts(heard: Sequence[Heard], known: Known, disputed: Sequence[Measured]) -> Iterator[Fact]:
    """Every answer that stands once in a sentence that reads alone, in the first sentences of each report.

    A figure that reports give otherwise is none.
    """
    doubted = {(one.report.source.article, one.sentence.start + one.number.start) for one in disputed}
    for report in heard:
        language = (report.source.language or "")[:2]
        for place, sentence in enumerate(report.sentences[:_SENTENCES]):
            if not _fits(sentence.text) or not stands_alone(sentence):
                continue
            if is_said_by_pronoun(sentence.text, language):
                continue
            for kind, start, end in _answers(sentence.text, language, known):
                if (report.source.article, sentence.start + start) in doubted:
                    continue
                fact = Fact(heard=report, sentence=sentence, place=place, kind=kind, start=start, end=end)
                if _stands_once(fact):
                    yield fact


def _fits(text: str) -> bool:
    length = len(text.split())
    if length < _SHORTEST:
        return _UNSPACED[0] <= len(text) <= _UNSPACED[1] and length <= 3
    return length <= _LONGEST and "\t" not in text and text.count("(") == text.count(")") and text[0] not in "•*·-–—"


def _answers(text: str, language: str, known: Known) -> Iterator[tuple[str, int, int]]:
    for kind, names in (("name", known.persons), ("place", known.places)):
        for name in names:
            at = find_name(text, name)
            if at >= 0 and text[at + len(name) : at + len(name) + 2] not in ("'s", "’s"):
                yield kind, at, at + len(name)
    for _, start, end in locate_figures(text, language=language):
        number = _NUMBER.match(text, start) or _NUMBER.search(text, start, end)
        # The unit stays in the question; a name or a code with a number in it is no figure.
        if number and _is_asked(text, number, language):
            yield "figure", *number.span()
    if (days := calendar(language)) and (hit := days.search(text)):
        yield "date", *hit.span()


def _is_asked(text: str, number: re.Match[str], language: str) -> bool:
    """No part of a word, a name, a date, a clock time or a score, and no age."""
    before, behind = text[: number.start()], text[number.end() :]
    if behind[:1].isalpha() and not UNSPACED_LETTER.match(behind):  # "117th", "75M"
        return False
    if (
        before[-1:] in _JOINED
        or behind[:1] in _BEHIND
        or _CLOCK.match(behind)
        or _AGE.match(behind)
        or _HOUR.search(before)
    ):
        return False
    if (before.endswith(", ") and behind.startswith((",", "."))) or behind.startswith((" of ", " out of ")):
        return False
    last = before.split()[-1:] if before[-1:].isspace() else []
    if last and language != "de" and len(before.split()) > 1 and last[0][0].isupper() and last[0][-1].isalpha():
        return False  # "Senate Bill 1381"
    if last and last[0].lower() in ("age", "aged", "ages", "no.", "number", "page", "section", "route", "highway"):
        return False
    days = dates(language)
    return days is None or not days.search(f"{' '.join(last)} {' '.join(behind.split()[:2])}")


def _stands_once(fact: Fact) -> bool:
    """No word of the answer elsewhere in the sentence, and nothing there that tells the gender of a person."""
    rest = words(fact.rest)
    said = set(words(fact.answer))
    if said & set(rest):
        return False
    if fact.kind != "name":
        return True
    if set(rest) & words_of(fact.language, "he"):
        return False
    near = set(words(" ".join(fact.sentence.text[: fact.start].split()[-4:])))
    behind = fact.sentence.text[fact.end :].split()[:2]
    gendered = any(word.rstrip(",.").endswith(_GENDERED.get(fact.language, ("\0",))) for word in behind)
    return not near & words_of(fact.language, "la") and not gendered


def same_matter(fact: Fact, sentence: str) -> bool:
    """Whether a sentence speaks of what a fact's sentence says without its answer."""
    language = fact.language
    mine = {stem(word, language) for word in content_words(fact.rest, language)}
    theirs = {stem(word, language) for word in content_words(sentence, language)}
    least = min(len(mine), len(theirs))
    return bool(least) and len(mine & theirs) >= max(2, 0.3 * least)


@cache
def weekdays(language: str) -> tuple[str, ...]:
    """The seven days of a language in order, in small letters; none where we have no list."""
    listed = _calendar().get(language, ())
    return listed[:7] if len(listed) >= 7 else ()


@cache
def calendar(language: str) -> re.Pattern[str] | None:
    """Finds the days of the week of a language."""
    days = [day for day in weekdays(language) if len(day) > 2]
    if len(days) < 7:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, days), key=len)[::-1])})(?![\w-])", re.IGNORECASE)


@cache
def dates(language: str) -> re.Pattern[str] | None:
    """Finds any word of the calendar of a language: a number beside one is a day or a year."""
    entries = [entry for entry in _calendar().get(language, ()) if len(entry) > 2]
    if not entries:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, entries), key=len)[::-1])})(?!\w)", re.IGNORECASE)


@cache
def _calendar() -> dict[str, tuple[str, ...]]:
    lines = resources.files("octavo.engine.entities").joinpath("calendar.txt").read_text("utf-8").splitlines()
    split = (line.partition(": ") for line in lines if line[2:4] == ": ")
    return {language: tuple(entry.strip() for entry in entries.split("|")) for language, _, entries in split}


_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,'’]\d+)*")
_BEHIND = ("-", "/", ":", "–")
_JOINED = (*_BEHIND, "#", "'", "’", "%")
_CLOCK = re.compile(r"\s?(?:h\b|Uhr|a\.?m|p\.?m|o'clock|heures|час)")
_HOUR = re.compile(r"\d\s?h\s?$")
_AGE = re.compile(r"[ -](?:years? old|ans\b|años|anos\b|Jahre alt|years-old)")
_GENDERED = {"ru": ("л", "ла"), "uk": ("в", "ла"), "pl": ("ł", "ła")}
