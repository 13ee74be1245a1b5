"""How long a text is to a reader."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 238
LETTERS_A_MINUTE = {"zh": 266, "ja": 373}


def count_words(text: str) -> int:
    """Words between spaces; of scripts that write none between words (Chinese, Japanese, Thai …), each character."""
    letters, words = _count(text)
    return letters + words


def reading_minutes(text: str) -> int:
    """Whole minutes to read a text in silence, at least 1; 0 for none. See `reading_time`."""
    minutes = reading_time(text)
    return max(1, round(minutes)) if minutes else 0


def reading_time(text: str) -> float:
    """Minutes to read a text in silence.

    238 words a minute for non-fiction (Brysbaert 2019, "How many words do we read per minute?"). Characters: 255 of
    Chinese and 357 of Japanese a minute where English has 228 words (Trauzettel-Klosinski & Dietz 2012, IReST, read
    aloud), here in the proportion of 238 to 228. Thai, Lao, Khmer and Burmese count about five characters a word.
    """
    letters, words = _count(text)
    rate = WORDS_A_MINUTE * 5
    if letters:
        kana = len(_KANA.findall(text[:5000])) > 20
        rate = LETTERS_A_MINUTE["ja" if kana else "zh"] if _HAN.search(text) or kana else rate
    return words / WORDS_A_MINUTE + letters / rate


def _count(text: str) -> tuple[int, int]:
    """Characters of scripts without spaces, and words of all others."""
    if text.isascii():
        return 0, len(text.split())
    letters = len(_SPACELESS.findall(text))
    if not letters:
        return 0, len(text.split())
    rest = _SPACELESS.sub(" ", text)
    return letters, sum(1 for word in rest.split() if _WORD.search(word))


_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"\w")
