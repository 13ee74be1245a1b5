"""Which language a text is in, and which way it runs."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, Literal

from octavo.engine.text.tokens import stopword_languages, stopwords, words

_PREFIX = 600  # characters looked at; more does not change the answer, only the time


def detect_language(text: str, hint: str | None = None) -> str | None:
    """The language of `text` as ISO 639-1, or None when too little of it is there to tell.

    `hint` (a tag such as "en-IN") decides short texts, and nothing else: it is often wrong.
    The script decides first, then grammar words, then a statistical model (py3langid, loaded when first needed).
    """
    hinted = (hint or "")[:2].lower() or None
    sample = _sample(text)
    letters = len(_LETTERS.findall(sample))
    if letters < 6:
        return hinted
    script = None if sample.isascii() else _script(sample, letters)
    if script is not None:
        return script
    if letters < 16 and hinted:
        return hinted
    return _by_grammar_words(sample, hinted) or _by_model(sample) or hinted


def direction(language: str | None) -> Literal["ltr", "rtl"]:
    """Which way a language is written."""
    return "rtl" if (language or "")[:2].lower() in _RIGHT_TO_LEFT else "ltr"


def _sample(text: str) -> str:
    """A bounded part of the text, past a dateline or an agency's name in capitals where there is enough of it."""
    start = 60 if len(text) > 4 * _PREFIX else 0
    return _ADDRESS.sub(" ", text[start : start + _PREFIX])


def _script(sample: str, letters: int) -> str | None:
    """The language when the script leaves no choice, or when a few letters tell its users apart."""
    if len(_LATIN.findall(sample)) * 2 > letters:
        return None
    name = next((name for pattern, name in _SCRIPTS if len(pattern.findall(sample)) * 2 > letters), None)
    for pattern, language in _TELLING.get(name or "", ()):  # the narrowest first
        if len(pattern.findall(sample)) > letters * 0.01:
            return language
    return name


def _by_grammar_words(sample: str, hinted: str | None) -> str | None:
    tokens = words(sample)
    if len(tokens) < 8:
        return None
    known = _languages_of()
    hits = Counter(language for token in tokens for language in known.get(token, ()))
    (first, most), (_, second) = (*hits.most_common(2), ("", 0), ("", 0))[:2]
    # A language without a list (Danish, Romanian) hits a neighbour's list now and then; so ask for a clear lead.
    if most >= 3 and most >= 0.25 * len(tokens) and most >= 1.6 * second:
        return first
    return hinted if hinted and hits[hinted] == most > 0.2 * len(tokens) else None


def _by_model(sample: str) -> str | None:
    language, _ = _model().classify(sample)
    return str(language)[:2]


@cache
def _model() -> Any:
    # Takes 0.5 s and 100 MB: processes that only see languages with lists never load it.
    import py3langid

    return py3langid


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Grammar word -> the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language in stopword_languages():
        for word in stopwords(language):
            found[word] = (*found.get(word, ()), language)
    return found


_RIGHT_TO_LEFT = frozenset({"ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv"})
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_LATIN = re.compile("[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]")
_SCRIPTS = tuple(
    (re.compile(f"[{letters}]"), language)
    for letters, language in (
        ("ऄ-ह", "hi"), ("ء-يٱ-ۓ", "ar"), ("Ѐ-ӿ", "ru"), ("ぁ-ヿ", "ja"), ("가-힣", "ko"), ("\u3400-\u9fff", "zh"),
        ("Ͱ-Ͽ", "el"), ("א-ת", "he"), ("ก-๛", "th"), ("অ-৹", "bn"), ("அ-௺", "ta"), ("అ-౿", "te"), ("અ-૿", "gu"),
        ("ਅ-ੴ", "pa"), ("അ-ൿ", "ml"), ("ಅ-ೲ", "kn"), ("Ա-և", "hy"), ("ა-ჿ", "ka"), ("አ-፼", "am"), ("ក-៹", "km"),
        ("ກ-ໝ", "lo"), ("က-႟", "my"), ("අ-෴", "si"),
    )
)  # fmt: skip
_ALONE, _END = "(?<![\u0900-\u0963])", "(?![\u0900-\u0963])"  # vowel signs are no word characters to `\\b`
_TELLING = {
    name: tuple((re.compile(pattern), language) for pattern, language in rules)
    for name, rules in {
        "ar": (("[ٹڈڑںےہۓھ]", "ur"), ("[پچژگکی]", "fa")),
        "ru": (("[іїєґ]", "uk"), ("[ђћџљњј]", "sr"), ("[ў]", "be"), (r"\b(?:на|се|че|са|ще|който|от)\b(?=.*ъ)", "bg")),
        "hi": ((rf"{_ALONE}(?:आहे|आहेत|आणि|झाले|केला){_END}|ळ", "mr"), (rf"{_ALONE}(?:छ|छन्|गरेको|भएको|हुने){_END}", "ne")),
        "zh": (("[ぁ-ヿ]", "ja"),),
    }.items()
}
