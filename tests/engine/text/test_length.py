import pytest

from octavo.engine.text.length import count_words, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Ships began to enter the harbour.", 6),
        ("Les ports, enfin, rouvrent – à midi", 7),
        ("港口重新开放", 6),
        ("Der Hafen 港口", 4),
        ("부산 항구가 다시 열렸다", 4),
        ("बंदरगाह फिर खुले", 3),
    ],
)
def test_words(text, words):
    assert count_words(text) == words


def test_minutes():
    assert reading_minutes("") == 0
    assert reading_minutes("word " * 20) == 1
    assert reading_minutes("word " * 2380) == 10
    assert reading_minutes("港" * 2660) == 10
    assert reading_minutes("みなと" * 1000) == round(3000 / 373)
    assert reading_minutes("ก" * 2380) == 2
