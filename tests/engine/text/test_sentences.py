import pytest

from octavo.engine.text.sentences import split_sentences


def split(text, language="en"):
    found = split_sentences(text, language)
    assert all(text[one.start : one.end] == one.text for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Mr. Vale of the U.S. Treasury paid 3.5 crowns. He left.", "en", 2),
        ("He went to the U.S. It rained.", "en", 2),
        ("“Why now?” she asked. Nobody knew.", "en", 2),
        ("J. K. Marlow won 2.1 percent. See norland.example for more.", "en", 2),
        ("Am 3. März kam Dr. Braun. Es war z.B. 2020. Danach ging er.", "de", 3),
        ("M. Dupont a dit « oui. » Puis il est parti.", "fr", 2),
        ("यह पहला वाक्य है। दूसरा भी है। क्या?", "hi", 3),
        ("هل جاء؟ نعم جاء. ثم ذهب.", "ar", 3),
        ("今日は雨です。明日は晴れ！「そうか。」と言った。", "ja", 3),
        ("El Sr. Vega llegó a EE.UU. ayer. ¿Y ahora? Nada.", "es", 3),
        ("Цена — 5 тыс. руб. за тонну. Так сказал г. Орлов.", "ru", 2),
        ("Wait... what? Yes!", "en", 2),
    ],
)
def test_counts_sentences(text, language, expected):
    assert len(split(text, language)) == expected, split(text, language)


def test_never_crosses_a_blank_line():
    assert split("No stop here\n\nAnother paragraph") == ["No stop here", "Another paragraph"]


def test_list_items_are_sentences_but_wrapped_lines_are_not():
    assert split("First item\nSecond item") == ["First item", "Second item"]
    assert split("The ports have\nreopened today.") == ["The ports have\nreopened today."]


def test_keeps_all_text():
    text = "One. Two! \n\n  Three? (Four.) “Five.” Six"
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_nothing_gives_nothing():
    assert split("") == []
    assert split(" \n\n ") == []
