"""What kind of thing happened."""

from __future__ import annotations

from octavo.engine.linking.happenings import happenings_of


def test_one_kind_in_many_languages():
    told = {
        "en": "A strong earthquake",
        "fr": "Un violent séisme",
        "ru": "Сильное землетрясение",
        "ar": "ضرب زلزال المدينة",
        "hi": "तेज भूकंप",
        "zh": "发生强烈地震",
        "ja": "強い地震",
        "ko": "강한 지진",
        "tr": "Şiddetli deprem",
    }
    assert all("earthquake" in happenings_of(text, language) for language, text in told.items())


def test_a_word_must_begin_there():
    assert "fire" not in happenings_of("They admired the sapphire", "en")


def test_no_list_no_kind():
    assert happenings_of("earthquake", "xx") == frozenset()
    assert happenings_of("earthquake", None) == frozenset()
