"""Whether a translation says what its sentence says, as far as it can be told without knowing what words mean.

Figures, names, quotations and length are compared; what differs is not shown, the original is. Meaning is not compared:
that a verb was mistaken is not seen here, and the page says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

from octavo.engine.clustering.background import fold, rareness
from octavo.engine.entities import find_names
from octavo.engine.linking.figures import figures_of, split_figure
from octavo.engine.linking.sounds import letters_of, likeness
from octavo.engine.text.countries import countries_named, country_of, country_spellings, name_key
from octavo.engine.text.language import detect_language
from octavo.engine.text.tokens import words

ALIKE = 0.7  # of `likeness`: "Lindqvist" and "لیندکوئیست" are, "Lindqvist" and "Lindgren" are not
RARE = 4.6  # of `rareness`: a name of commoner words ("Ministry of Health") is translated, not spelled anew
_RATIO, _SHORT_RATIO, _SHORT = (0.45, 2.4), (0.25, 4.5), 60  # of weighed lengths; characters
_DENSE = {"HAN": 2.8, "HIRAGANA": 1.9, "KATAKANA": 1.4, "HANGUL": 2.3}  # letters of an alphabet that one stands for
_QUOTED = re.compile(r"“[^”]+”|«[^»]+»|„[^“”]+[“”]|\"[^\"]+\"|「[^」]+」|『[^』]+』|‹[^›]+›")
_HAN_RUN = re.compile("[\u3040-\u30ff\u3400-\u9fff·\uac00-\ud7af\u0e00-\u0e7f]+")
_LEAST = 3  # letters of a name's word


def check_translation(original: str, translated: str, *, source: str | None, target: str) -> str:
    """Why a translation is not to be shown: "language", "length", "number", "name" or "quotation"; "" where it may be.

    `source`, `target`: the languages as ISO 639-1.
    """
    if not any(letter.isalpha() or letter.isdigit() for letter in translated):
        return "length"
    if not _in_language(original, translated, source, target):
        return "language"
    if not _as_long(original, translated):
        return "length"
    if _numbers(original, source) != _numbers(translated, target) or not _small_agree(
        original, translated, source, target
    ):
        return "number"
    if len(_QUOTED.findall(original)) != len(_QUOTED.findall(translated)):
        return "quotation"
    if not _names_kept(original, translated, source, target) or not _names_kept(translated, original, target, source):
        return "name"
    return ""


def _in_language(original: str, translated: str, source: str | None, target: str) -> bool:
    if translated == original:  # a name, a result: "Norsund 2, Veldt 1"
        return source == target or len(words(original)) <= 4
    return detect_language(translated, hint=target) in (target, None)


def _as_long(original: str, translated: str) -> bool:
    ratio = _weigh(translated) / max(1.0, _weigh(original))
    least, most = _SHORT_RATIO if len(original) < _SHORT else _RATIO
    return least <= ratio <= most


def _weigh(text: str) -> float:
    return sum(1.0 if letter < "\u0e00" else _weight(letter) for letter in text)


@cache
def _weight(letter: str) -> float:
    name = unicodedata.name(letter, "")
    return next(
        (weight for start, weight in _DENSE.items() if start in name or (start == "HAN" and "CJK" in name)), 1.0
    )


def _numbers(text: str, language: str | None) -> frozenset[tuple[float, str]]:
    """Every number with its unit. Those of one figure (1 to 12) may be words and are compared apart."""
    found = (split_figure(figure) for figure in figures_of(text, language))
    return frozenset(
        (number, unit if unit in _UNITS else "") for number, unit in found if number > 12 or unit in _UNITS
    )


_UNITS = frozenset(["%", "usd", "eur", "gbp", "inr", "cny", "jpy", "rub", "km", "kg", "ha", "mw", "t"])


def _small_agree(original: str, translated: str, source: str | None, target: str) -> bool:
    """Numbers from 2 to 12, in digits or words, are the same; where we do not know a language's words, digits are."""
    one, other = _small(original, source), _small(translated, target)
    if _small_words().get(source or "") and _small_words().get(target):
        return one == other
    return other <= one if not _small_words().get(source or "") else True


def _small(text: str, language: str | None) -> frozenset[int]:
    plain = unicodedata.normalize("NFKC", text)
    digits = {int(found) for found in re.findall(r"(?<![\d.,:])\d{1,2}(?![\d.,:]\d|\d)", plain)}
    known = _small_words().get(language or "", {})
    spelled = {known[word] for word in words(text) if word in known}
    return frozenset(number for number in digits | spelled if 2 <= number <= 12)


@cache
def _small_words() -> dict[str, dict[str, int]]:
    """Language -> its words for 2 to 12, in every case."""
    file = resources.files("octavo.engine.assist.writers").joinpath("small_numbers.txt")
    found: dict[str, dict[str, int]] = {}
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, _, listed = line.partition(": ")
            rows = (row.partition("=") for row in listed.split("; "))
            found[language] = {folded: int(number) for number, _, forms in rows for form in forms.split()
                               for folded in words(form)}  # fmt: skip
    return found


def _names_kept(there: str, here: str, language: str | None, other: str | None) -> bool:
    """Whether each name of one text can be heard in the other, in any script; countries by what they are called."""
    heard = _Heard(here)
    return all(_is_kept(name, there, here, language, other, heard) for name in find_names(there, language))


def _is_kept(name: str, there: str, here: str, language: str | None, other: str | None, heard: _Heard) -> bool:
    code = country_of(name, language)
    if code is not None:
        return _is_country_named(code, here, other)
    return _is_counted(name, there) or _is_heard(name, _told(name, language), heard)


def _is_heard(name: str, told: list[str], heard: _Heard) -> bool:
    """All words of a name are heard; of a body's ("Ministerio de Salud", "Norsund Harbour Board") one of them."""
    spoken = [word in heard for word in told]
    is_body = len(name.split()) > 2 or any(word.islower() for word in name.split())
    return not spoken or (any(spoken) if is_body else all(spoken))


def _is_counted(name: str, text: str) -> bool:
    """ "3,5 Millionen Euro": units with a capital."""
    return re.search(rf"\d\s{re.escape(name)}", text) is not None


def _told(name: str, language: str | None) -> list[str]:
    """The words of a name that must be heard: its rare ones; of a name of common words none."""
    parts = [word for word in name.replace("’s", "").replace("'s", "").split() if len(letters_of(word)) >= _LEAST]
    return [word for word in parts if _rareness(word, language) >= RARE and not country_of(word, language)]


def _rareness(word: str, language: str | None) -> float:
    return max((rareness(fold(part, language), language) for part in words(word)), default=0.0)


class _Heard:
    """The sounds of a text's words; of scripts without spaces, of every run of two to five letters."""

    def __init__(self, text: str) -> None:
        self._sounds = {letters_of(word) for word in words(text)}
        for run in _HAN_RUN.findall(text):
            self._sounds |= {letters_of(run[at : at + size]) for size in (2, 3, 4, 5) for at in range(len(run))}

    def __contains__(self, word: object) -> bool:
        sound = letters_of(str(word))
        return any(likeness(sound, other) >= ALIKE or _starts(sound, other) for other in self._sounds)


def _starts(sound: str, other: str) -> bool:
    """A case ending, an article or a compound grown onto a name: "Norsund" in "Norsundissa", "alNorsund"."""
    return len(sound) >= 5 and (sound in other or (len(other) >= 5 and other in sound))


def _is_country_named(code: str, here: str, other: str | None) -> bool:
    named = countries_named(other)
    if not named:
        return True
    keys = words(here)
    if any(spelling in here for spelling, found in country_spellings(other).items() if found == code):
        return True
    return any(named.get(name_key(" ".join(keys[at : at + size]), other)) == code
               for size in (1, 2, 3) for at in range(len(keys)))  # fmt: skip
