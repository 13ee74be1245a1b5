import pytest

from octavo.engine.neardup import compare_texts, fingerprint, hear, is_notice
from octavo.engine.records import Likeness

WIRE = [
    "The container ship Gannet ran aground on the Skerry bank late on Monday with nineteen people aboard, the coastguard said.",  # noqa: E501
    "Two tugs from Port Alder failed to pull the vessel free at high water and will try again on Wednesday morning.",
    "Divers found a gash of eleven metres below the waterline, but the double hull had kept the fuel oil inside.",
    "The owner, Cormorant Lines, said that the crew were safe and that an inspector was on the way from Norsund.",
    "Fishing within five miles of the bank has been banned until the ship is refloated, which may take a week.",
    "Environment officials laid booms across the mouth of the estuary, where ten thousand waders spend the winter.",
    "The Gannet was carrying timber, paper and four hundred cars from Norsund to the southern ports when its steering failed.",  # noqa: E501
    "A similar grounding closed the same channel for three weeks in the winter nine years ago and cost two pilots their licences.",  # noqa: E501
]
OWN = [
    "Beachgoers woke on Tuesday to an odd sight: a ship the length of two football pitches, sitting upright on the sand.",  # noqa: E501
    "Among those watching was Mara Dell, who runs the tea kiosk and had sold out of buns before ten in the morning.",
    "Salvage experts we asked put the bill for a week on the bank at three million crowns, before any fines.",
    "Unions have warned for months that pilots on this stretch of coast work shifts of sixteen hours and more.",
    "The harbour master would not be drawn on blame, and pointed to the inquiry that opens on Thursday.",
    "Insurers in Velgrad had already raised premiums for the channel after two near misses in the autumn.",
]
QUOTE = "“We will not rest until the last member of that crew is home and the last drop of that oil is out of the ship,” she said."  # noqa: E501


def likeness(a, b):
    assert compare_texts(a, b) == compare_texts(b, a)
    return compare_texts(a, b).likeness


def text(*parts):
    return "\n\n".join(" ".join(part) for part in parts)


def test_the_same_words_are_an_exact_copy():
    assert likeness(text(WIRE), text(WIRE).replace("—", "-").upper()) is Likeness.EXACT


@pytest.mark.parametrize(
    "copy",
    [
        "PORT ALDER, March 3 (XNS) — " + text(WIRE),
        text(WIRE[:4]),
        text(WIRE, ["Sign up for our morning letter.", "Follow us for more from the coast and the courts."]),
        text(WIRE).replace("metres", "meters").replace("Monday", "Mon.").replace("per cent", "%"),
    ],
    ids=["agency header", "cut", "tail", "spelling"],
)
def test_the_same_text_with_edits_is_a_near_copy(copy):
    assert likeness(text(WIRE), copy) is Likeness.NEAR


def test_a_rewrite_that_carries_paragraphs_is_partial():
    comparison = compare_texts(text(WIRE), text(OWN[:3], WIRE[2:6], OWN[3:]))
    assert comparison.likeness is Likeness.PARTIAL
    assert 0.3 < comparison.contained < 0.8
    assert comparison.resemblance < comparison.contained


def test_two_reports_of_one_event_are_different():
    comparison = compare_texts(text(WIRE), text(OWN))
    assert comparison.likeness is Likeness.DIFFERENT
    assert comparison.contained < 0.1


def test_quoting_the_same_statement_is_no_copying():
    statement = [QUOTE.replace("oil", thing) for thing in ("oil", "paint", "ballast water", "anchor chain")]
    assert likeness(text(WIRE[:5], statement), text(OWN[:5], statement)) is Likeness.DIFFERENT


def test_short_texts():
    assert likeness("Rain is expected.", "rain is expected") is Likeness.EXACT
    assert likeness("Rain is expected on the coast.", "Snow will fall inland.") is Likeness.DIFFERENT
    assert compare_texts("", "") == compare_texts("", "Rain.")
    assert likeness("", "Rain.") is Likeness.DIFFERENT


def test_scripts_without_latin_letters():
    hindi = "नायापुर में तेज़ बारिश से नदी का पानी बढ़ गया। प्रशासन ने चार हज़ार लोगों को स्कूलों में पहुँचाया। राहत दल नावों से पहुँचे।"
    assert likeness(hindi, "नायापुर (समाचार): " + hindi) is Likeness.NEAR


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("一艘货轮周一深夜在港口外搁浅，船上有十九名船员。两艘拖船未能在涨潮时将其拖出。潜水员在水线以下发现一道十一米长的裂口。",
         ("周一", "星期一")),
        ("貨物船が月曜日の深夜に港の外で座礁し、乗組員十九人が乗っていた。二隻の曳船は満潮時に船を引き出せなかった。潜水士が長さ十一メートルの亀裂を見つけた。",
         ("月曜日", "月曜")),
        ("เรือบรรทุกสินค้าเกยตื้นนอกท่าเรือเมื่อคืนวันจันทร์ มีลูกเรือสิบเก้าคนอยู่บนเรือ "
         "เรือลากจูงสองลำดึงเรือไม่สำเร็จ นักประดาน้ำพบรอยแตกยาวสิบเอ็ดเมตร",
         ("เมื่อคืนวันจันทร์", "คืนวันจันทร์")),
    ],
    ids=["Chinese", "Japanese", "Thai"],
)  # fmt: skip
def test_scripts_without_spaces(text, changed):
    copy = text.replace(*changed)
    assert copy != text
    assert likeness(text, copy) is Likeness.NEAR
    assert set(fingerprint(text).bands) & set(fingerprint(copy).bands)
    assert likeness(text, text[: len(text) // 3]) in (Likeness.NEAR, Likeness.PARTIAL)


def test_a_text_that_quotes_one_whole_paragraph_is_partial():
    quoting = text(OWN[:2], [f"As the wire wrote: {WIRE[3]} {WIRE[4]}"], OWN[2:] * 3)
    assert likeness(text(WIRE), quoting) is Likeness.PARTIAL


def test_the_same_notice_at_the_end_of_two_articles_is_no_copying():
    notice = [
        "The Harbour Ledger has told the news of this coast since 1871 and belongs to those who read it every day.",
        "Write to our desk in confidence at any hour if you have seen something that we should know about.",
    ]
    assert likeness(text(WIRE, notice), text(OWN, notice)) is Likeness.DIFFERENT


TEMPLATES = [
    "The winning numbers on March {} were {}, {}, {} and {}. The jackpot stands at {} million crowns. Tickets cost 2 "
    "crowns at every kiosk. The draw takes place each Saturday at 8 pm in Norsund.",
    "The high will be {} degrees, the low {} degrees. Winds reach {} kilometres an hour. The sun sets at 6.{}. "
    "Tomorrow brings {} millimetres of rain and {} hours of sun to the whole of the coast.",
    "Cormorant Lines closed at {} crowns, {} per cent up. The index stood at {} points. Some {} million shares changed "
    "hands. The crown bought {} cents. Bonds paid {} per cent. Traders said that the day was quiet.",
]


@pytest.mark.parametrize("template", TEMPLATES, ids=["lottery", "weather", "stocks"])
def test_one_template_with_other_figures_is_no_copy(template):
    assert likeness(template.format(4, 8, 15, 16, 23, 42), template.format(11, 9, 31, 27, 35, 64)) is Likeness.DIFFERENT
    assert likeness(template.format(4, 8, 15, 16, 23, 42), template.format(4, 8, 15, 16, 23, 42)) is Likeness.EXACT


def test_a_higher_toll_is_the_same_report_updated():
    toll = "Nine people were hurt and 2 are missing, the coastguard said at 10 in the evening on Monday in Port Alder."
    report = text(WIRE, [toll, "The ship was built in 1998 and is 240 metres long and carried 400 cars on 12 decks."])
    assert likeness(report, report.replace("2 are missing", "3 are missing")) is Likeness.NEAR


def test_figures_are_the_same_however_they_are_parted():
    report = text(WIRE, ["It cost 1,250 crowns, 3,400 crowns, 5,600 crowns and 7,800 crowns in four years of work."])
    assert likeness(report, report.replace(",250", "250").replace(",400", ".400")) is Likeness.NEAR


def test_a_notice_under_many_headlines_is_told_from_a_report():
    notice = hear("Subscribe to our letter and get the facts behind the news every morning for thirty days.")
    assert is_notice(notice, "Locks reopen at Osterhaven", "How the pears froze")
    assert not is_notice(notice, "Locks reopen at Osterhaven", "Osterhaven: locks reopen")
    assert not is_notice(hear(" ".join(WIRE)), "Container ship runs aground", "Nineteen safe after grounding")
