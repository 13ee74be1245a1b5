"""The figures of a text in any language, written one way: digits of every script, number words, 亿 and 万, units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

from octavo.engine.entities import find_figures

_MOST = 40


def figures_of(text: str, language: str | None) -> tuple[str, ...]:
    """What `engine.entities.find_figures` finds once numbers in words ("treinta y siete", "三百五十", "أربعون") and the
    magnitudes and units of Chinese, Japanese and Korean are written in digits and ASCII. At most 40, each once."""
    code = (language or "")[:2]
    plain = unicodedata.normalize("NFKC", text)
    if code in _EASTERN:
        plain = _eastern(plain)
    else:
        if code == "ar":
            plain = plain.replace("\u0627\u064b", "").replace("\u064b\u0627", "")  # "مليارا": a case ending
        if code in _spelled():
            plain = _in_digits(plain, code)
        if code in _units():
            plain = _in_english(plain, code)
    return find_figures(plain, language=code)[:_MOST]


def number_words(language: str | None) -> frozenset[str]:
    """The words that are numbers in a language, in lower case; none for a language without a list."""
    numbers, _ = _spelled().get((language or "")[:2], ({}, None))
    return frozenset(numbers)


def split_figure(figure: str) -> tuple[float, str]:
    """A figure as a number and its unit ("" where it has none)."""
    number, _, unit = figure.partition(" ")
    return float(number), unit


def spelled_numbers(text: str, language: str | None) -> Iterator[tuple[float, int, int]]:
    """Numbers in words of eleven and more ("treinta y siete"), each with its place in `text`."""
    code = (language or "")[:2]
    if code not in _spelled():
        return
    spelled, pattern = _spelled()[code]
    for found in pattern.finditer(text):
        parts = [spelled.get(part) or spelled.get(part[1:]) for part in _PART.findall(found.group().lower())]
        if any(parts):
            yield float(sum(filter(None, parts))), found.start(), found.end()


def _in_digits(text: str, language: str) -> str:
    spelled, pattern = _spelled()[language]

    def digits(found: re.Match[str]) -> str:
        parts = [spelled.get(part) or spelled.get(part[1:]) for part in _PART.findall(found.group().lower())]
        return str(sum(filter(None, parts))) if any(parts) else found.group()

    return pattern.sub(digits, text)


def _in_english(text: str, language: str) -> str:
    known, pattern = _units()[language]
    for _ in range(2):  # "5,2 mld dolarów": the magnitude, then the unit
        text = pattern.sub(lambda found: f"{found['number']} {known[found['word'].lower()]}", text)
    return re.sub(r"(?<!\w)yüzde (\d[\d.,]*)", r"\1 %", text) if language == "tr" else text


@cache
def _units() -> dict[str, tuple[dict[str, str], re.Pattern[str]]]:
    """Language -> its words of magnitude and unit in English, and what finds them behind a number."""
    found: dict[str, tuple[dict[str, str], re.Pattern[str]]] = {}
    lines = resources.files("octavo.engine.linking").joinpath("units.txt").read_text("utf-8").splitlines()
    for line in lines:
        language, _, listed = line.partition(":")
        if line and not line.startswith("#"):
            pairs = (pair.partition("=") for pair in listed.split(";"))
            known = {word.strip().lower(): english.strip() for word, _, english in pairs}
            alternatives = "|".join(sorted(map(re.escape, known), key=lambda word: (-len(word), word)))
            pattern = rf"(?P<number>\d|\b(?:billion|million|thousand|trillion|crore|lakh))\s?(?P<word>{alternatives})\b"
            found[language] = known, re.compile(pattern, re.IGNORECASE)
    return found


@cache
def _spelled() -> dict[str, tuple[dict[str, int], re.Pattern[str]]]:
    """Language -> its number words from 11 on (with the units that follow tens), and what finds them."""
    found: dict[str, tuple[dict[str, int], re.Pattern[str]]] = {}
    lines = resources.files("octavo.engine.linking").joinpath("numbers.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        language, _, listed = line.partition(":")
        between, *rows = (part.strip() for part in listed.split(";"))
        numbers: dict[str, int] = {}
        for row in rows:
            number, _, words = row.partition("=")
            numbers.update({word.lower(): int(number) for word in words.split()})
        found[language] = numbers, _pattern(numbers, between.strip("[]"))
    return found


def _pattern(numbers: dict[str, int], between: str) -> re.Pattern[str]:
    """A tens word with a units word behind it (German: before it), or a word of eleven and more alone."""

    def one_of(least: int, most: int) -> str:
        listed = [word for word, number in numbers.items() if least <= number <= most]
        return "(?:" + "|".join(sorted(map(re.escape, listed), key=lambda word: (-len(word), word))) + ")"

    start, end = r"(?<![^\W\d_])", r"(?![^\W\d_]|[\u0900-\u0963])"
    tens, units = one_of(20, 90), one_of(1, 9)
    chain = f"{tens}(?:{between}){units}" if between else tens
    if between.startswith("<"):
        chain = f"{units}(?:{between[1:]}){tens}"
    return re.compile(f"{start}(?:{chain}|{one_of(11, 99)}){end}", re.IGNORECASE)


def _eastern(text: str) -> str:
    """Chinese, Japanese and Korean numbers in digits, set off by spaces, units in ASCII."""
    text = _HUNDREDTHS.sub(lambda found: f" {_plain(found[1])}% ", text)
    text = _EAST.sub(_value_of, text)
    for unit, ascii_unit in _UNITS:
        text = re.sub(rf"(?<=\d )\s*{unit}", f"{ascii_unit} ", text)
    return text


def _value_of(found: re.Match[str]) -> str:
    value = 0.0
    for number, magnitude in re.findall(rf"({_DIGITS})([{_LARGE}]*)", found.group()):
        part = _plain(number)
        if part is None:
            return found.group()
        for letter in magnitude:
            part *= _MAGNITUDES[letter]
        value += part
    if not re.search(r"\d", found.group()) and value < 11:  # 一 and 三 stand in too many words
        return found.group()
    return f" {value:.6f}".rstrip("0").rstrip(".") + " "


def _plain(written: str) -> float | None:
    """A number without large magnitudes: "3.5", "1,250", "三百五十"."""
    if re.search(r"\d", written):
        digits = re.match(r"[\d.,]+", written)
        try:
            value = float(digits.group().replace(",", "").rstrip(".")) if digits else None
        except ValueError:
            return None
        for letter in written[digits.end() :] if digits else "":
            value = value * _SMALL[letter] if value is not None else None
        return value
    total, digit = 0.0, 0.0
    for letter in written:
        if letter in _SMALL:
            total += (digit or 1) * _SMALL[letter]
            digit = 0
        else:
            digit = digit * 10 + _HAN[letter]
    return total + digit


_EASTERN = frozenset(["zh", "ja", "ko"])
_HAN = {**{letter: at for at, letter in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000, "천": 1000, "백": 100}
_MAGNITUDES = {"万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12, "만": 1e4, "억": 1e8, "조": 1e12}
_LARGE = "".join(_MAGNITUDES)
_DIGITS = rf"\d[\d,]*(?:\.\d+)?[{''.join(_SMALL)}]*|[{''.join(_HAN)}十百千]+"
_EAST = re.compile(rf"(?:(?:{_DIGITS})[{_LARGE}]*)+")
_HUNDREDTHS = re.compile(rf"百分之({_DIGITS})")
_UNITS = (
    ("(?:公里|千米|キロメートル|킬로미터)", "km"), ("(?:美元|美金|ドル|달러)", "usd"),
    ("(?:欧元|歐元|ユーロ|유로)", "eur"), ("(?:英镑|英鎊|ポンド|파운드)", "gbp"), ("(?:人民币|元|위안)", "cny"),
    ("(?:日元|円|엔)", "jpy"),
    ("(?:卢比|ルピー|루피)", "inr"), ("(?:卢布|ルーブル|루블)", "rub"), ("(?:パーセント|퍼센트|프로)", "%"),
    ("(?:公斤|千克|キログラム|킬로그램)", "kg"), ("(?:吨|噸|トン|톤)", "t"), ("(?:公顷|ヘクタール|헥타르)", "ha"),
    ("(?:桶|バレル|배럴)", "barrels"), ("(?:兆瓦|メガワット|메가와트)", "mw"), ("(?:米|メートル|미터)", "m"),
)  # fmt: skip
_PART = re.compile(r"[^\W\d_]+(?:[\u0900-\u0963]+[^\W\d_]*)*")
