"""Names where words are not parted: pieces between grammar words that a text repeats.

No dictionary: what a text is about it says more than once, and what stands between two grammar words and is said again
is a word far more often than not (docs/notes/tags.md).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from octavo.engine.entities.lists import light_words
from octavo.engine.text.countries import country_spellings

_LONGEST = 8  # characters of a Chinese or Japanese name
_SHORTEST = {"zh": 2, "ja": 2, "th": 4}


def unspaced_names(title: str, text: str, language: str) -> Counter[str]:
    """Names and how often a title and its text have them."""
    whole = f"{title}\n{text}"
    if language == "ja":
        counts = Counter({piece: whole.count(piece) for piece in dict.fromkeys(_JAPANESE.findall(whole))})
    elif language == "th":
        counts = _thai(title, whole)
    else:
        counts = _grams(_CHINESE.findall(whole))
    light = light_words(language)
    kept = {name: count for name, count in counts.items() if count >= _least(name, language) and name not in light}
    for name in country_spellings(language):
        if len(name) > 1 and name in whole:
            kept[name] = whole.count(name)
    return Counter(_longest_only(kept, _SHORTEST[language]))


def _grams(pieces: Iterable[str]) -> Counter[str]:
    """Every run of 2 to 8 characters in pieces, where what stands beside it varies: words have changing neighbours."""
    counts: Counter[str] = Counter()
    beside: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for number, piece in enumerate(pieces):
        for start in range(len(piece)):
            for end in range(start + 2, min(start + _LONGEST, len(piece)) + 1):
                gram = piece[start:end]
                counts[gram] += 1
                before, after = beside[gram]
                before.add(piece[start - 1] if start else f"^{number}")
                after.add(piece[end] if end < len(piece) else f"${number}")
    return Counter(
        {gram: count for gram, count in counts.items() if min(len(beside[gram][0]), len(beside[gram][1])) >= 2}
    )


def _thai(title: str, whole: str) -> Counter[str]:
    """Pieces between spaces and grammar words, and the beginnings of the title's pieces that the text repeats."""
    pieces = [piece for piece in _THAI_GRAMMAR.split(whole) if 4 <= len(piece) <= 24 and not _LOOSE.match(piece)]
    counts = Counter(pieces)
    for piece in _THAI_GRAMMAR.split(title):
        for end in range(len(piece), 3, -1):
            begins = piece[:end]
            if not _LOOSE.match(piece[end : end + 1]) and not _LOOSE.match(piece) and whole.count(begins) >= 2:
                if any(piece.startswith(begins) and piece != begins for piece in counts) and begins not in counts:
                    continue  # cut within a word: nowhere does a piece end there
                counts[begins] = max(counts[begins], whole.count(begins))
                break
    return counts


def _least(name: str, language: str) -> int:
    """How often a piece must stand to be a name: two characters are verbs as often as not."""
    return 2 if language == "th" or len(name) > 2 else 4 if language == "zh" else 3


def _longest_only(counts: dict[str, int], shortest: int) -> dict[str, int]:
    """Without pieces that hardly stand outside a longer one."""
    kept: dict[str, int] = {}
    for name in sorted(counts, key=lambda each: (-len(each), each)):
        over = max((count for longer, count in kept.items() if name in longer), default=0)
        if len(name) >= shortest and counts[name] > over * 1.5:
            kept[name] = counts[name]
    return dict(sorted(kept.items(), key=lambda pair: (-pair[1] * min(len(pair[0]), 4), pair[0])))


_HAN = "\u3400-\u4dbf\u4e00-\u9fff々"
# Two characters before a verb's ending are the verb: "解除した", "利上げ".
_JAPANESE = re.compile(f"[{_HAN}ァ-ヺー・]{{3,12}}|[{_HAN}]{{2}}(?![げりえめけせてれるしすさ])")
# Chinese grammar: characters that hardly ever stand inside a name.
_CHINESE = re.compile(
    "[^\\W\\d_A-Za-z的了在是和与與及或而但也都就还還又把被让讓给給向从從对對将將已于於以为為之其该該这這那哪我你他她它们們"
    "个個些么么嗎吗呢吧啊說说称稱表示到去来來会會能可要想应應不没沒无無很更最每各同时時后後前当當由所其中因此如果并並等着年月日一二三四五六七八九十两兩多]{2,}"
)
_THAI_GRAMMAR = re.compile(
    r"[^\u0e00-\u0e7f]+|(?:ของ|ที่|และ|ใน|การ|ความ|เป็น|ได้|ว่า|ให้|จาก|กับ|โดย|แต่|หรือ|ไม่|มี|จะ|ต้อง|แล้ว|เมื่อ|ซึ่ง|เพื่อ|ถึง|นี้|นั้น|"
    r"ทั้ง|กว่า|อยู่|ยัง|ก็|ไป|มา|ตาม|ถูก|ด้วย|ต่อ|กล่าว|เผย|ระบุ|หลัง|ก่อน|ราย|คน|วัน|ปี|เดือน|ล้าน|พัน|ครั้ง|ใหญ่|จังหวัด|เกิด|เหตุ|เข้า|ออก|สร้าง|พื้นที่|เจ้าหน้าที่|ประกาศ|เตือน|กรม|ระดับ|รอบ|เสี่ยง|อพยพ|ประชาชน)"
)
_LOOSE = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e]")  # vowels and marks that cannot begin a word
