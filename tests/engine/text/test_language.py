import pytest

from octavo.engine.text.language import detect_language, direction

SAMPLES = {
    "en": "The harbour council said on Monday that it would not change the tariff it had passed last year.",
    "de": "Der Hafenrat sagte am Montag, dass er den im vergangenen Jahr beschlossenen Tarif nicht ändern werde.",
    "fr": "Le conseil du port a déclaré lundi qu’il ne changerait pas le tarif adopté l’an dernier.",
    "es": "El consejo del puerto dijo el lunes que no cambiará la tarifa aprobada el año pasado.",
    "pt": "O conselho do porto disse na segunda-feira que não vai mudar a tarifa aprovada no ano passado.",
    "it": "Il consiglio del porto ha detto lunedì che non cambierà la tariffa approvata lo scorso anno.",
    "ru": "Совет порта заявил в понедельник, что не изменит тариф, принятый в прошлом году.",
    "uk": "Рада порту заявила в понеділок, що не змінить тариф, ухвалений її членами торік.",
    "hi": "बंदरगाह परिषद ने सोमवार को कहा कि वह पिछले साल पारित शुल्क नहीं बदलेगी।",
    "ar": "قال مجلس الميناء يوم الاثنين إنه لن يغير التعريفة التي أقرها العام الماضي.",
    "ur": "بندرگاہ کونسل نے پیر کو کہا کہ وہ پچھلے سال کا نرخ نہیں بدلے گی۔",
    "ja": "港湾評議会は月曜日、昨年決めた料金を変えないと述べた。",
    "zh": "港口委员会周一表示不会改变去年通过的收费标准。",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_detects(language):
    assert detect_language(SAMPLES[language]) == language


def test_a_language_without_a_word_list_falls_to_the_model():
    text = "Havnerådet sagde mandag, at det ikke vil ændre den takst, som blev vedtaget sidste år."
    assert detect_language(text) in {"da", "nb", "no"}
    text = "Majelis pelabuhan mengatakan pada hari Senin bahwa tarif tahun lalu tidak akan diubah."
    assert detect_language(text) == "id"


def test_a_wrong_hint_loses_to_the_text_and_decides_only_what_is_too_short():
    assert detect_language(SAMPLES["de"], hint="en-US") == "de"
    assert detect_language("Oslo!", hint="nb-NO") == "nb"
    assert detect_language("...") is None


def test_direction():
    assert [direction(code) for code in ("ar", "fa", "ur-PK", "en", None)] == ["rtl", "rtl", "rtl", "ltr", "ltr"]
