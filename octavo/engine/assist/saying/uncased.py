"""Who speaks, in scripts without capitals: the words between two signs of grammar."""

from __future__ import annotations

import re
from functools import cache

from octavo.engine.assist.saying.cased import Found
from octavo.engine.assist.saying.words import GLUED, Saying
from octavo.engine.text.tokens import stopwords

_MOST_WORDS, _MOST_LETTERS = 7, 18
_SIGNS = '،,;:।॥۔.!?؟“”"«»„「」『』（）()，。；：！？、'


def attribute_uncased(sentence: str, words: Saying) -> Found | None:
    """The speaker of a sentence; None: nobody speaks, or a pronoun does."""
    outside = _QUOTED.sub(lambda hit: hit.group()[0] + "." * (len(hit.group()) - 2) + hit.group()[-1], sentence)
    for pattern in _patterns(words):
        for hit in pattern.finditer(outside):
            start, end = hit.span("name")
            name = sentence[start:end]
            start, name = _trimmed(start, name, words)
            if name:
                return Found(name, "", True, start, hit.group())
    return None


def _trimmed(start: int, name: str, words: Saying) -> tuple[int, str]:
    """A phrase without grammar words at its beginning; empty where it is no name's length, or a pronoun."""
    bare = name.lstrip()
    start += len(name) - len(bare)
    bare = bare.rstrip()
    common = stopwords(words.language) | _ALSO
    while " " in bare and bare.split(" ", 1)[0].strip(_SIGNS) in common:
        rest = bare.split(" ", 1)[1].lstrip()
        start += len(bare) - len(rest)
        bare = rest
    long = len(bare) > _MOST_LETTERS if words.language in GLUED else len(bare.split()) > _MOST_WORDS
    # An Arabic word alone without an article is no speaker: "تقول بكتفيها".
    if words.language == "ar" and " " not in bare and not bare.startswith("ال"):
        return start, ""
    if not bare or long or _NO_NAME.match(bare) or bare in common or re.fullmatch(words.he, bare) or len(bare) < 2:
        return start, ""
    return start, bare


@cache
def _patterns(words: Saying) -> tuple[re.Pattern[str], ...]:
    inside = rf"[^{_SIGNS}]"
    verb, by = words.verb, words.by
    if words.language in ("hi", "ur"):
        marker = "ने" if words.language == "hi" else "نے"
        return (
            re.compile(rf"(?P<name>{inside}{{2,70}}?) {marker} (?:{inside}|,){{0,60}}?{verb}"),
            re.compile(rf"(?P<name>{inside}{{2,60}}?) (?:का|की|کا) {verb}"),
            re.compile(rf"(?P<name>{inside}{{2,60}}?) {by}"),
            re.compile(rf"(?:^|[”\"»,] ?)(?P<name>{inside}{{2,50}}?) (?:कहते|कहती|कहता|बोले|बोलीं|بولے)(?!\w)"),
        )
    if words.language == "bn":
        return (
            re.compile(rf"(?P<name>{inside}{{2,60}}?) {by}"),
            re.compile(rf"(?:^|[”\"»,।] ?)(?P<name>{inside}{{2,60}}?) (?:{inside}{{0,40}} )?{verb}"),
        )
    if words.language in ("ar", "fa"):
        stops = _ARABIC_STOPS
        return (
            re.compile(rf"{verb} (?P<name>{inside}{{2,70}}?){stops}"),
            re.compile(rf"{by} ?(?P<name>{inside}{{2,60}}?){stops}"),
        )
    if words.language == "zh":
        return (
            re.compile(rf"{by}(?P<name>{inside}{{2,18}}?)(?:报道|消息|的?说法|介绍|称)"),
            re.compile(rf"(?P<name>{inside}{{2,18}}?)(?:\d+日|周[一二三四五六日]|今天|昨天|对[^，。]{{2,10}})?{verb}"),
        )
    topic = "は|氏は|も" if words.language == "ja" else "은|는|이|가"
    return (
        re.compile(rf"(?P<name>{inside}{{2,18}}?){by}"),
        re.compile(rf"(?P<name>{inside}{{2,18}}?)(?:{topic})(?:[^。]{{0,120}}?){verb}"),
    )


# What follows a speaker in Arabic.
_ARABIC_STOPS = (
    r"(?= (?:إن|أن|إنه|إنها|أنه|أنها|في|على|لـ|ل[^ ]{3,}|خلال|أمس|اليوم|من|عن|بأن|قائلا|قائلة|أمام|وهي|وهو|الذي|التي"
    r"|نحو|أكثر|مما|طلب|للصحفيين|لل[^ ]+)\b|[،,:«\"“]|\.|$)"
)
_QUOTED = re.compile(r"[\"“„«「『][^\"“”„«»「」『』\n]*[\"”“»」』]")
_NO_NAME = re.compile(r"(?:إن|أن|إنه|إنها|إنهم|بأن)\b|.*\d|मैंने|हमने|इन्होंने|जिन्होंने|किसी|सब")
_ALSO = frozenset(["और", "वहीं", "इस", "बीच", "लेकिन", "हालांकि", "उधर", "इधर", "كما", "وقد", "لكن", "فيما", "بينما", "و"])
