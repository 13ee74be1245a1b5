"""Phrases are found whatever the case, the punctuation and the way a letter is written, and only as whole words."""

from __future__ import annotations

import pytest

from octavo.engine.extraction.furniture import (
    asks_for_subscription,
    is_closing_heading,
    is_promotion,
    is_residue,
    leads_on,
    starts_promotion,
)
from octavo.engine.extraction.phrasebook import Phrases, _languages, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Don\u2019t   miss: ", "don t miss :"),
        ("[Also Read] \u2013 more", "also read more"),
        ("\u0623\u064e\u062e\u0628\u0627\u0631", "\u0627\u062e\u0628\u0627\u0631"),
        ("\u095e\u094b\u091f\u094b", "\u092b\u094b\u091f\u094b"),
        ("相关阅读：港口", "相关阅读 : 港口"),
        ("© …", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_phrases_are_whole_words_unless_left_open():
    phrases = Phrases(["read also", "advert*", "相关阅读"])
    assert phrases.begin(fold("Read also: the pilots"))
    assert not phrases.begin(fold("Read alsoran"))
    assert phrases.begin(fold("Advertisement"))
    assert phrases.within(fold("He said: (read also) here"))
    assert not phrases.within(fold("He read, and also wrote"))
    assert phrases.within(fold("更多相关阅读在这里"))
    assert not phrases.within("")


def test_sixteen_languages_each_with_what_every_page_needs():
    assert len(_languages()) >= 12
    for language in _languages():
        assert {"whole", "closing", "anywhere", "paywall", "consent", "onward", "missing"} <= set(language)


@pytest.mark.parametrize(
    "text",
    [
        "Remove Ads",
        "1 of 10",
        "3/12",
        "Фото 3 из 9",
        "12 Kommentare",
        "Share · Tweet · Print",
        "Lesezeit: 3 Min.",
        "Updated: 6 March 2026, 14:05",
        "विज्ञापन",
        "إعلان",
        "広告",
        "— — —",
    ],
)
def test_residue(text):
    assert is_residue(text)


@pytest.mark.parametrize(
    "text", ["Printing presses stood still.", "Watch out.", "Share prices fell by 3 of 10.", "Line 4"]
)
def test_no_residue(text):
    assert not is_residue(text)


def test_each_question_in_another_language():
    assert starts_promotion("Lire aussi : le port")
    assert not starts_promotion("Lire aussitôt le port")
    assert is_promotion("Jetzt unseren Newsletter bestellen, kostenlos")
    assert is_closing_heading("Материалы по теме:")
    assert leads_on("Weiterlesen »")
    assert asks_for_subscription("この記事は有料会員限定です")
