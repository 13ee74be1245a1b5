"""What of a text may be a name, in scripts with capitals and without."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from octavo.engine.entities import find_names
from octavo.engine.text.calendar import calendar_words
from octavo.engine.text.tokens import content_words, stopwords

_MOST_NAMES = 24
_MOST_WORDS = 160
_LEAST_LETTERS = 3


def names_in(text: str, language: str | None) -> tuple[dict[str, bool], bool]:
    """Names as written, in order of weight -> whether the writing itself says that it is a name (capitals, katakana,
    a run of the Han characters that spell foreign names); and whether the text's script has capitals.

    Without capitals every word that is no grammar may be a name: such words come too, and say so by False.
    """
    code = (language or "")[:2]
    if code == "zh":
        return _chinese(text), False
    if code == "ja":
        return _japanese(text), False
    capitals = sum(letter.isupper() for letter in text)
    if capitals * 200 >= len(text) and code != "ka":
        return dict.fromkeys(_capitalised(text, code), True), True
    return _every_word(text, code), False


def _capitalised(text: str, language: str) -> list[str]:
    calendar = calendar_words(language)
    names = [name for name in find_names(text, language) if not set(name.lower().split()) <= calendar]
    # Headlines and leads name somebody once; what `find_names` takes for a beginning is lost there.
    once = Counter(found for found in _INSIDE.findall(text) if found.lower() not in calendar)
    inside = {word for name in names for word in name.split()}
    small = set(re.findall(r"(?<!\w)[^\W\d_A-ZА-Я][\w’'-]*", text))
    common = stopwords(language)
    for word, _ in once.most_common(_MOST_NAMES):
        if word not in inside and word.lower() not in small and word.lower() not in common and language != "de":
            names.append(word)
    return names[:_MOST_NAMES]


def _chinese(text: str) -> dict[str, bool]:
    plain = unicodedata.normalize("NFKC", text)
    found = Counter(run for run in _HAN_NAME.findall(plain) if len(run) >= 2)
    parts = (part for run, _ in found.most_common(_MOST_NAMES) for part in (run, *run.split("·")))
    names = {part: True for part in parts if len(part) > 1}
    runs = Counter(
        run[at : at + size]
        for run in _HAN_RUN.findall(plain)
        for size in (2, 3, 4)
        for at in range(len(run) - size + 1)
    )
    repeated = [run for run, count in runs.most_common(_MOST_WORDS) if count > 1]
    return names | dict.fromkeys(_LATIN.findall(plain), True) | {run: False for run in repeated if run not in names}


def _japanese(text: str) -> dict[str, bool]:
    plain = unicodedata.normalize("NFKC", text)
    found = Counter(_KATAKANA.findall(plain)) + Counter(_LATIN.findall(plain))
    parts = (part for run, _ in found.most_common(_MOST_NAMES) for part in (run, *re.split("[・=]", run)))
    names = {part: True for part in parts if len(part) > 1}
    runs = Counter(run for run in _HAN_RUN.findall(plain) if 2 <= len(run) <= 4)
    return names | {run: False for run, _ in runs.most_common(60) if run not in names}


def _every_word(text: str, language: str) -> dict[str, bool]:
    latin = dict.fromkeys((word for word in _LATIN.findall(text) if word[0].isupper()), True)
    calendar = calendar_words(language)
    said = Counter(
        bare
        for word in content_words(text, language)
        if word not in calendar and not word[0].isdigit() and len(bare := bare_word(word, language)) >= _LEAST_LETTERS
    )
    return latin | {word: False for word, _ in said.most_common(_MOST_WORDS) if not word.isascii()}


def name_words(name: str, language: str) -> list[str]:
    """The words of a name without grammar words, in order."""
    common = stopwords(language)
    parts = dict.fromkeys(re.split(r"[\s\u00a0'’·・=/.-]+", name))
    return [part for part in parts if len(part) > 1 and part.lower() not in common and not part.isdigit()]


def bare_word(word: str, language: str) -> str:
    """A word without the article, "and" or case ending that its script writes together with it."""
    if language in ("ar", "fa", "ur"):
        bare = re.sub("^(?:[وفبلك]?ال|لل)(?=.{3})", "", word)
        return re.sub("(?:ي|ية|يين|يون|ان|ات)$", "", bare) if len(bare) > 5 and bare != word else bare
    if language == "he":
        return re.sub("^(?:[ושכ]?[הבלמ])(?=.{4})", "", word)
    if language == "ko":
        return KOREAN_ENDING.sub("", word) if len(word) > 2 else word
    return word


KOREAN_ENDING = re.compile("(?:에서|으로|에게|까지|부터|은|는|이|가|을|를|의|에|도|와|과|로)$")
_INSIDE = re.compile(r"(?<=[\w,;:] )([A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЂ-ЏҐІЇЄΑ-Ω][\w’'-]*\w)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.-]+[A-Za-z]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[・=][\u30a1-\u30fa\u30fc]+)*")
_HAN_RUN = re.compile("[\u3400-\u9fff]{2,}")
# The characters that spell foreign names: mostly meaningless beside each other, so that a run of them is a name.
_SPELLING = (
    "阿埃艾安奥巴拜班邦贝本比彼宾波伯博布查达戴丹德登邓迪蒂丁杜敦多厄恩尔法凡菲费芬夫弗福富盖甘冈戈格古哈汉豪赫霍基吉季加贾杰金卡凯坎康考科克"
    "肯库夸奎拉莱兰朗劳勒雷里利列林琳龙卢鲁路伦罗洛吕马玛迈麦曼梅门蒙米明莫墨默姆木穆拿纳娜南瑙内尼涅宁纽努诺欧帕潘庞佩彭皮平珀普奇恰乔切丘萨"
    "塞赛桑瑟森沙莎珊尚舍圣施什史士舒斯松苏索塔泰坦汤唐特滕提廷图托瓦万旺威韦维魏温文翁沃武乌西希夏肖歇谢辛欣休许雅亚延扬耶叶伊因英尤约泽扎詹"
    "哲朱兹佐贡丽莉茨柳菜娃薇芙洁黛妮露琪绍娅翰瑞"
    "貝賓達鄧爾費馮蓋岡漢賈傑凱龍盧魯倫羅馬瑪邁麥門納內寧紐諾歐龐喬薩賽聖蘇湯騰圖萬韋維溫烏蕭謝許亞揚葉約澤詹茲貢麗莉潔"
)
_HAN_NAME = re.compile(f"[{_SPELLING}]{{2,}}(?:·[{_SPELLING}]+)*")
