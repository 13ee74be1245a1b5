import pytest

from octavo.engine.assist import Length, Source, key_points, summarise

TITLE = "Container ship runs aground off Port Alder"
TEXT = """The container ship Gannet ran aground on the Skerry bank off Port Alder late on Monday with 19 people aboard, the coastguard said.

"It made a noise like a door," said Mara Dell, who runs the tea kiosk on the pier. Is anyone to blame? She would not say.

Two tugs from Port Alder failed to pull the container ship free at high water and will try again on Wednesday. But nobody expects much of it before the spring tide.

The container ship Gannet ran aground off Port Alder on the Skerry bank on Monday, with 19 aboard.

Cormorant Lines, which owns the Gannet, said that divers had found a gash of 11 metres below the waterline of the ship.

Also read: what the tides will do this week on the coast. Sign up for our newsletter and never miss a tide again.
"""  # noqa: E501


def test_the_best_first_with_their_offsets_and_lengths():
    points = summarise(TITLE, TEXT, "en")
    assert all(TEXT[one.start : one.end] == one.text for one, _ in points)
    assert points[0][0].text.startswith("The container ship Gannet ran aground on the Skerry bank")
    lengths = [length for _, length in points]
    assert lengths == sorted(lengths, key=list(Length).index)
    assert lengths[0] is Length.SHORT


@pytest.mark.parametrize("length", list(Length))
def test_what_the_line_keeps_is_what_key_points_tell_of_the_article_alone(length):
    told = {Length.SHORT: 1, Length.MEDIUM: 2, Length.LONG: 3}
    kept = sorted(one.start for one, least in summarise(TITLE, TEXT, "en") if told[least] <= told[length])
    composed = key_points([Source(article=1, title=TITLE, text=TEXT, language="en")], length=length)
    assert sorted(cited.spans[0].start for cited in composed.sentences) == kept


def test_what_never_enters():
    said = " ".join(one.text for one, _ in summarise(TITLE, TEXT, "en"))
    for unwanted in ("?", "newsletter", "Also read", "She would"):
        assert unwanted not in said


def test_nothing_is_said_twice():
    said = [one.text for one, _ in summarise(TITLE, TEXT, "en")]
    assert sum("ran aground" in sentence for sentence in said) == 1


def test_fewer_where_fewer_can_stand_alone():
    assert summarise("", "", "en") == ()
    assert summarise("T", "Why? Who knows?", "en") == ()
    assert len(summarise("Rain", "It rained on the coast of Norland for nine days in a row.", "en")) == 0  # points back
    assert len(summarise("Rain", "Rain fell on the coast of Norland for nine days in a row.", "en")) == 1


def test_hindi_and_arabic():
    hindi = (
        "नायापुर में सोना नदी का पानी पुल से ऊपर बह रहा है। कलेक्टर मीरा सहाय ने चार हज़ार लोगों को स्कूलों में पहुँचाया। क्या बाँध टूटेगा?"
    )
    assert len(summarise("नायापुर में बाढ़", hindi, "hi")) == 2
    arabic = "جنحت سفينة الحاويات قبالة الميناء مساء الاثنين وعلى متنها تسعة عشر شخصا. هل من مسؤول؟"
    assert len(summarise("جنوح سفينة", arabic, "ar")) == 1
