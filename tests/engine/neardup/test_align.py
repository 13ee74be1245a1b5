from octavo.engine.neardup import align_sentences

FIRST = "The ferry left at nine on Monday. Forty people were on board. Divers went down at noon. All were safe."


def fates(a, b, language="en"):
    return [(row.fate.value, row.moved) for row in align_sentences(a, b, language)]


def test_every_sentence_of_both_texts_occurs_once_with_its_offsets():
    second = "All were safe. The ferry left at ten on Monday.\n\nAn inquiry opens in Norsund on Thursday."
    rows = align_sentences(FIRST, second)
    for text, side in ((FIRST, [row.first for row in rows]), (second, [row.second for row in rows])):
        held = [each for each in side if each]
        assert all(text[each.start : each.end] == each.text for each in held)
        assert sorted(each.start for each in held) == sorted({each.start for each in held})
    assert {row.first.text for row in rows if row.first} == set(FIRST.replace(". ", ".|").split("|"))
    assert sum(row.second is not None for row in rows) == 3


def test_kept_edited_and_alone():
    second = "The ferry left at ten on Monday. FORTY people were on board! An inquiry opens in Norsund. All were safe."
    assert fates(FIRST, second) == [
        ("edited", False), ("kept", False), ("only_first", False), ("only_second", False), ("kept", False)
    ]  # fmt: skip


def test_a_moved_sentence_is_still_the_same():
    second = "All were safe. The ferry left at nine on Monday. Forty people were on board. Divers went down at noon."
    assert fates(FIRST, second) == [("kept", True), *[("kept", False)] * 3]


def test_repeated_sentences_are_paired_in_their_order():
    assert fates("He said no. Then he left. He said no.", "He said no. He said no.") == [
        ("kept", False), ("only_first", False), ("kept", False)
    ]  # fmt: skip


def test_one_text_is_empty():
    assert fates("", FIRST) == [("only_second", False)] * 4
    assert fates(FIRST, "") == [("only_first", False)] * 4
    assert fates("", "") == []


def test_scripts_without_spaces():
    chinese = "一艘货轮周一在港口外搁浅。船上有十九人。潜水员中午下水检查。"
    assert fates(chinese, "一艘货轮周二在港口外搁浅。潜水员中午下水检查。", "zh") == [
        ("edited", False), ("only_first", False), ("kept", False)
    ]  # fmt: skip
    japanese = "貨物船が月曜日に港の外で座礁した。乗組員は全員無事だった。"
    assert fates(japanese, "貨物船が火曜日に港の外で座礁した。乗組員は全員無事だった。", "ja") == [
        ("edited", False), ("kept", False)
    ]  # fmt: skip
