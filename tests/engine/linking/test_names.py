"""What may be a name, with capitals and without."""

from __future__ import annotations

from octavo.engine.linking.names import bare_word, name_words, names_in


def test_capitals_say_that_it_is_a_name():
    names, cased = names_in("The minister Tadeus Orlan met Sanja Orlac in Velgrad on Monday.", "en")
    assert cased
    assert {"Tadeus Orlan", "Sanja Orlac", "Velgrad"} <= names.keys()
    assert not {"Monday", "The"} & names.keys()
    assert all(names.values())


def test_chinese_and_japanese_spell_foreign_names_their_own_way():
    assert names_in("行长奥塔维奥·布兰达利塞表示", "zh")[0]["布兰达利塞"]
    names, _ = names_in("市民防衛当局のラミロ・キスペ長官によると", "ja")
    assert names["ラミロ"]
    assert names["キスペ"]


def test_elsewhere_every_word_may_be_one():
    names, cased = names_in("चौकीदार ने केलमैरो में फोन किया और केलमैरो लौटा", "hi")
    assert not cased
    assert names["केलमैरो"] is False
    assert "में" not in names


def test_what_is_written_together_comes_off():
    assert bare_word("والنورلاندي", "ar") == "نورلاند"
    assert bare_word("도쿄에서", "ko") == "도쿄"
    assert bare_word("Karsk", "en") == "Karsk"


def test_words_of_a_name():
    assert name_words("Bank of Norland", "en") == ["Bank", "Norland"]
