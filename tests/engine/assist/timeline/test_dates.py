from datetime import date

import pytest

from octavo.engine.assist.timeline.dates import dates_in

WRITTEN = date(2026, 11, 25)  # a Wednesday


def said(text: str, language: str, written: date | None = WRITTEN) -> list[str]:
    return [mention.label for mention in dates_in(text, language, written)]


@pytest.mark.parametrize(
    ("language", "text", "labels"),
    [
        ("en", "The dam gave way on 20 November 2026.", ["2026-11-20"]),
        ("en", "The dam gave way on November 20th, 2026.", ["2026-11-20"]),
        ("en", "It opened on Nov. 3 and closed on Friday.", ["2026-11-03", "2026-11-20"]),
        ("en", "Two days ago it rained; yesterday it did not.", ["2026-11-23", "2026-11-24"]),
        ("en", "A recount was held a month ago, and another in June 2025.", ["2026-10", "2025-06"]),
        ("en", "Since 2009 the day before yesterday has passed.", ["2009", "2026-11-23"]),
        ("en", "Prices fell last month and rose last Wednesday.", ["2026-10", "2026-11-18"]),
        ("de", "Am Freitag, dem 20. November 2026, brach der Damm.", ["2026-11-20", "2026-11-20"]),
        ("de", "Vorgestern und vor drei Tagen regnete es, im Juni nicht.", ["2026-11-23", "2026-11-22", "2026-06"]),
        ("de", "Am Montag wird gewählt.", ["2026-11-30"]),
        ("fr", "Le 1er novembre, lundi dernier et avant-hier.", ["2026-11-01", "2026-11-23", "2026-11-23"]),
        ("fr", "Il y a trois jours, aujourd’hui, l’an dernier.", ["2026-11-22", "2026-11-25", "2025"]),
        ("es", "El 20 de noviembre de 2026, ayer y hace dos días.", ["2026-11-20", "2026-11-24", "2026-11-23"]),
        ("es", "El lunes se celebrará la votación.", ["2026-11-30"]),
        ("pt", "Na sexta-feira, 20 de novembro; na segunda.", ["2026-11-20", "2026-11-20", "2026-11-23"]),
        ("it", "Venerdì scorso, il 20 novembre 2026, e due giorni fa.", ["2026-11-20", "2026-11-20", "2026-11-23"]),
        ("ru", "В пятницу, 20 ноября 2026 года, и два дня назад.", ["2026-11-20", "2026-11-20", "2026-11-23"]),
        ("ru", "В понедельник состоится встреча.", ["2026-11-30"]),
        ("uk", "У п’ятницю, вчора та в березні.", ["2026-11-20", "2026-11-24", "2026-03"]),
        ("pl", "W piątek, 20 listopada 2026 r., i dwa dni temu.", ["2026-11-20", "2026-11-20", "2026-11-23"]),
        ("nl", "Afgelopen vrijdag, gisteren en op 3 november.", ["2026-11-20", "2026-11-24", "2026-11-03"]),
        ("tr", "20 Kasım 2026'da, dün ve iki gün önce.", ["2026-11-20", "2026-11-24", "2026-11-23"]),
        ("hi", "20 नवंबर 2026 को, शुक्रवार को और दो दिन पहले।", ["2026-11-20", "2026-11-20", "2026-11-23"]),
        ("hi", "सोमवार को मतदान होगा।", ["2026-11-30"]),
        ("ar", "في ٢٠ نوفمبر ٢٠٢٦، أمس، والجمعة الماضي", ["2026-11-20", "2026-11-24", "2026-11-20"]),
        ("ar", "20 تشرين الثاني 2026 والاثنين والشهر الماضي", ["2026-11-20", "2026-11-23", "2026-10"]),
        ("ja", "2026年11月20日、昨日、23日。", ["2026-11-20", "2026-11-24", "2026-11-23"]),
        ("zh", "2026年11月20日，昨天，上周五。", ["2026-11-20", "2026-11-24", "2026-11-20"]),
        ("ko", "2026년 11월 20일, 어제, 지난달.", ["2026-11-20", "2026-11-24", "2026-10"]),
        ("id", "Jumat (20/11/2026), kemarin, dua hari lalu.", ["2026-11-20", "2026-11-20", "2026-11-24", "2026-11-23"]),
        ("bn", "২০ নভেম্বর ২০২৬, গতকাল", ["2026-11-20", "2026-11-24"]),
        ("th", "20 พฤศจิกายน 2569 เมื่อวานนี้", ["2026-11-20", "2026-11-24"]),
        ("sw", "Ijumaa, 20 Novemba 2026, jana", ["2026-11-20", "2026-11-20", "2026-11-24"]),
        ("xx", "2026-11-20", ["2026-11-20"]),
    ],
)  # fmt: skip
def test_what_languages_say(language: str, text: str, labels: list[str]):
    assert said(text, language) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It may rain; the troops march on.", []),
        ("Crowds filled the shops on Black Friday.", []),
        ("A loss of 3.5 November points, 31 November, 30 February 2025.", []),
        ("It lasted 11 days and cost 2,009 crowns.", []),
        ("On 03/04/2026 both orders are meant, on 25/04/2026 one.", ["2026-04-25"]),
    ],
)
def test_what_only_looks_like_a_day(text: str, labels: list[str]):
    assert said(text, "en") == labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The council met on Monday.", "2026-11-23"),
        ("The council will meet on Monday.", "2026-11-30"),
        ("On Monday the council will vote.", "2026-11-30"),
        ("The council said on Monday that it will vote.", "2026-11-23"),
        ("She resigned on Monday, and her deputy will follow.", "2026-11-23"),
        ("It happened on Wednesday.", "2026-11-25"),
        ("The strike began on 5 January.", "2026-01-05"),
        ("The strike began on 28 December.", "2025-12-28"),
        ("The court is due to rule on 28 December.", "2026-12-28"),
        ("It was signed in November.", "2026-11"),
        ("It was signed in December.", "2025-12"),
        ("It will be signed in December.", "2026-12"),
    ],
)
def test_the_past_unless_the_clause_speaks_of_the_future(text: str, label: str):
    assert said(text, "en") == [label]


def test_without_a_day_of_writing_only_what_is_said_in_full():
    assert said("On Friday, 3 May, yesterday; on 3 May 2024.", "en", None) == ["2024-05-03"]


def test_offsets_count_in_the_text_as_it_is():
    text = "İzmir'de 20 Kasım 2026'da"
    (mention,) = dates_in(text, "tr", WRITTEN)
    assert text[mention.start : mention.end] == "20 Kasım 2026"


def test_hostile_numbers_are_passed_over():
    assert said("99 May 2026, 2026-99-99, 0 May, 1/1/0000, 9999년 99월 99일", "en") == []
