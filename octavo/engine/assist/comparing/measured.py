"""What the numbers of a report measure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from octavo.engine.assist.comparing.numbers import Measures, Number, measures, numbers_in, tells_of_another_time
from octavo.engine.assist.comparing.tellings import Report
from octavo.engine.assist.composed import Cited
from octavo.engine.assist.statements import significant
from octavo.engine.records import Sentence
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import UNSPACED, content_words, words

_NEAR, _NEAR_UNSPACED = 52, 8  # characters between a number and the word that says what it counts
_AROUND = 60  # characters on either side whose words tell what is measured
_CLAUSE = re.compile(r"[,;:()–—।。，、؛،]|\s-\s")
_WORD = re.compile(r"[^\W\d_][\w\u0900-\u0903\u093a-\u094f'’-]*")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A number of a report. `key`: its unit or noun; `around`: stems of the words around, `beside` the nearest."""

    report: Report
    sentence: Sentence
    number: Number
    key: str
    label: str
    label_stands_after: bool
    scope: str = ""  # the place a count is said to be of
    others: frozenset[float] = frozenset()  # what the report gives for the same elsewhere
    around: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()  # words with a capital in the sentence

    @property
    def value(self) -> float:
        return self.number.value

    @property
    def written(self) -> str:
        return self.sentence.text[self.number.start : self.number.end].strip()

    @property
    def digits(self) -> str:
        """As `Stated.numbers` holds them."""
        return significant(f"{self.value:.6f}")

    def cite(self) -> Cited:
        return self.report.heard.cite(self.sentence)


def counted(report: Report) -> dict[tuple[str, str], Measured]:
    """What a report gives as the count of people dead, injured, missing ...: (measure, noun) -> its number.

    The first it gives; of deaths only where that is its largest too. A report that begins with a part of the whole
    ("two of them died in cellars") gives none.
    """
    language = (report.source.language or "")[:2]
    known = measures(language)
    if known is None:
        return {}
    found: defaultdict[tuple[str, str], list[Measured]] = defaultdict(list)
    for sentence in report.heard.sentences:
        if known.any_of.search(sentence.text) is None:
            continue
        hits = {name: list(pattern.finditer(sentence.text)) for name, pattern in known.of.items()}
        if tells_of_another_time(sentence.text, language):
            continue
        numbers = numbers_in(sentence.text, language)
        for number in numbers:
            for name, noun, label, after, scope in _counts(number, numbers, sentence.text, hits, known, language):
                found[name, noun].append(
                    Measured(
                        report=report,
                        sentence=sentence,
                        number=number,
                        key=name,
                        label=label,
                        label_stands_after=after,
                        scope=scope,
                    )
                )
    return {
        key: replace(held[0], others=frozenset(one.value for one in held[1:]))
        for key, held in found.items()
        if key[0] != "dead" or held[0].value == max(one.value for one in held)
    }


def _counts(
    number: Number,
    numbers: list[Number],
    text: str,
    hits: dict[str, list[re.Match[str]]],
    known: Measures,
    language: str,
) -> Iterator[tuple[str, str, str, bool, str]]:
    """The measure that a number counts, its noun ("" where people are meant), a label of the text, whether that stands
    behind the number, the place it is said to be of."""
    if number.unit or not float(number.value).is_integer():
        return
    best: tuple[int, str, re.Match[str]] | None = None
    for name, found in hits.items():
        for hit in found:
            start, end = (number.end, hit.start()) if hit.start() >= number.end else (hit.end(), number.start)
            if start > end or _parted(text[start:end], language):
                continue
            if any(start <= other.start < end for other in numbers if other is not number):
                continue
            # A word behind the number is more likely its own than one before it.
            distance = end - start + (0 if hit.start() >= number.end else 6)
            if best is None or distance < best[0]:
                best = (distance, name, hit)
    # "Eight of the nine members died": the second is the whole of the first.
    whole = any(0 <= number.start - other.end <= 12 and " of " in text[other.end : number.start] for other in numbers)
    if best is None or whole or _is_part(text, number, best[2], known):
        return
    _, name, hit = best
    noun = _noun(text[number.end :], known, hits, language)
    if noun is None:
        return
    after = hit.start() >= number.end
    label = text[number.end : hit.end()].strip(" -’'") if after else hit.group()
    yield name, noun, label, after, _scope(text, number, hit.end())


def _parted(between: str, language: str) -> bool:
    near = _NEAR_UNSPACED if language in UNSPACED else _NEAR
    return len(between) > near or _CLAUSE.search(between) is not None


def _is_part(text: str, number: Number, hit: re.Match[str], known: Measures) -> bool:
    """Whether words around a number make it a share or a rise of another one: "three more", "12 of them"."""
    before = _THAN.sub("", " ".join(text[max(0, number.start - 34) : number.start].split()[-4:]))
    after = " ".join(text[number.end : number.end + 24].split()[:3])
    between = text[number.end : hit.start()] if hit.start() > number.end else ""
    if _FOR_PLACE.match(text[number.end :]):
        return True
    return any(known.part.search(piece) for piece in (before, after, between))


def _scope(text: str, number: Number, hit_end: int) -> str:
    """The place that a count is said to be of: "12 people in Brackwith"."""
    found = _IN_PLACE.match(text[hit_end:]) or _IN_PLACE.match(text[max(number.end, hit_end) :])
    return found.group("name") if found else ""


def _noun(behind: str, known: Measures, hits: dict[str, list[re.Match[str]]], language: str) -> str | None:
    """The noun that a number counts, as a stem; "" where people are meant or none is written; None: a unit of time."""
    if language in UNSPACED or language == "ko":
        return ""
    word = _WORD.match(behind.lstrip(" \u00a0-"))
    if word is None:
        return ""
    spoken = word.group()
    if known.persons.match(spoken) or not content_words(spoken, language):
        return ""
    if any(hit.group().lower() == spoken.lower() for found in hits.values() for hit in found):
        return ""
    if _TIME.match(spoken):
        return None
    return stem(words(spoken)[0], language)


def measured(report: Report) -> Iterator[Measured]:
    """The figures of a report that are alone of their unit or noun in a sentence, with the words around them."""
    language = (report.source.language or "")[:2]
    for sentence in report.heard.sentences:
        if not _HAS_NUMBER.search(sentence.text) or tells_of_another_time(sentence.text, language):
            continue
        numbers = numbers_in(sentence.text, language)
        keyed = [(number, *_unit_or_noun(sentence.text, number, language)) for number in numbers]
        for number, key, label in keyed:
            if not sentence.text[number.start].isdigit() or (number.value < 10 and not number.unit):
                continue  # "two million", "one of two"
            if not key or sum(other == key for _, other, _ in keyed) > 1:
                continue
            before = sentence.text[max(0, number.start - _AROUND) : number.start]
            behind = sentence.text[number.end : number.end + _AROUND]
            yield Measured(
                report=report, sentence=sentence, number=number, key=key, label=label, label_stands_after=True,
                names=frozenset(_NAMED.findall(sentence.text)),
                around=stems_of(f"{before} {behind}", language),
                beside=stems_of(" ".join([*before.split()[-4:], *behind.split()[:4]]), language),
            )  # fmt: skip


def _unit_or_noun(text: str, number: Number, language: str) -> tuple[str, str]:
    if number.unit:
        return number.unit, _NOT_UNIT.sub("", text[number.start : number.end]) or number.unit
    word = _WORD.match(text[number.end :].lstrip(" \u00a0-"))
    if word is None or not content_words(word.group(), language) or (word.group()[0].isupper() and language != "de"):
        return "", ""
    return stem(words(word.group())[0], language), word.group()


def stems_of(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in content_words(text, language) if not word[0].isdigit())


_FOR_PLACE = re.compile(r" (?:for|per|pro|por|par) [A-Z]")
_IN_PLACE = re.compile(
    r" (?:in|en|à|em|a|в|di|im) (?:the )?(?:[a-zà-ÿ]+ )?(?P<name>[A-ZÀ-ÞА-Я][\w-]+(?:['’]s [A-Z]\w+)?)"
)
# "more than 150": a bound is no rise.
_THAN = re.compile(
    r"\b(?:more|less|fewer|other) than\b|\bplus de\b|\bmás de\b|\bmehr als\b|\bmais de\b|\bpiù di\b|\bmeer dan\b"
    r"|более|أكثر من|\blebih dari\b|से अधिक|से ज्यादा",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-ÞА-Я][\w-]{2,}")
_NOT_UNIT = re.compile(r"^[\d.,\s]+|[\d.,\s]+$")
_HAS_NUMBER = re.compile(r"\d")
_TIME = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|ans?|mois|semaines?|jours?|heures?|años?|meses|días?|horas?|minutos?"
    r"|jahren?|monaten?|wochen?|tagen?|stunden?|minuten?|anos?|dias?|anni|mesi|giorni|ore|лет|года?|месяц\w*|дн\w+|час\w*"
    r"|वर्ष|साल|महीने|दिन|घंटे|मिनट|سنوات|سنة|أيام|يوم\w*|ساعات|أشهر)\b",
    re.IGNORECASE,
)
