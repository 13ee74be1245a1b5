"""Translations whose figures, names, quotations and length agree are told from those that lie."""

from __future__ import annotations

import pytest

from octavo.engine.assist.writers import check_translation

EN = (
    "The Ministry of Health in Norsund said on Tuesday that Mara Lindqvist had approved 3.5 million euros for twelve "
    "clinics in Germany."
)
SAID = {
    "de": "Das Gesundheitsministerium in Norsund teilte am Dienstag mit, Mara Lindqvist habe 3,5 Millionen Euro für "
    "zwölf Kliniken in Deutschland bewilligt.",
    "es": "El Ministerio de Salud de Norsund dijo el martes que Mara Lindqvist había aprobado 3,5 millones de euros "
    "para doce clínicas en Alemania.",
    "ru": "Министерство здравоохранения Норсунда сообщило во вторник, что Мара Линдквист одобрила 3,5 миллиона евро "
    "для двенадцати клиник в Германии.",
    "hi": "नॉरसंड के स्वास्थ्य मंत्रालय ने मंगलवार को कहा कि मारा लिंडक्विस्ट ने जर्मनी में बारह क्लीनिकों के लिए 35 लाख यूरो मंज़ूर किए।",
    "ar": "قالت وزارة الصحة في نورسوند يوم الثلاثاء إن مارا ليندكفيست وافقت على 3.5 مليون يورو لـ 12 عيادة في ألمانيا.",
    "zh": "诺松德卫生部星期二表示，马拉·林德奎斯特已批准为德国的12家诊所提供350万欧元。",
}


@pytest.mark.parametrize("language", SAID)
def test_true_translations_are_kept_both_ways(language: str) -> None:
    assert check_translation(EN, SAID[language], source="en", target=language) == ""
    assert check_translation(SAID[language], EN, source=language, target="en") == ""


@pytest.mark.parametrize(
    ("language", "was", "becomes", "why"),
    [
        ("de", "3,5", "35", "number"),
        ("de", "3,5 Millionen", "3,5 Milliarden", "number"),
        ("de", "zwölf", "elf", "number"),
        ("hi", "35 लाख", "35 करोड़", "number"),
        ("ru", "двенадцати", "двадцати", "number"),
        ("ru", "Линдквист", "Карлссон", "name"),
        ("ar", "ليندكفيست", "كارلسون", "name"),
        ("es", "Alemania", "Francia", "name"),
        ("es", "martes", "martes, según Carlos Vega,", "name"),
        ("de", "bewilligt", "„endlich“ bewilligt", "quotation"),
        ("es", "Alemania", "Alemania, y añadió que el dinero llegaría muy pronto a todas las regiones del país, "
         "también a las más pobres, donde hace mucho que faltan médicos, camas y medicinas, y donde la gente "
         "espera desde hace tiempo una mejora que nadie había querido pagar hasta ahora", "length"),
    ],
)  # fmt: skip
def test_what_differs_is_found(language: str, was: str, becomes: str, why: str) -> None:
    assert was in SAID[language]
    assert check_translation(EN, SAID[language].replace(was, becomes), source="en", target=language) == why


def test_what_is_not_translated_is_no_translation() -> None:
    assert check_translation(EN, EN, source="en", target="es") == "language"
    assert check_translation(EN, SAID["de"], source="en", target="es") == "language"
    assert check_translation(EN, "…", source="en", target="es") == "length"
    assert check_translation("Norsund 2, Veldt 1", "Norsund 2, Veldt 1", source="en", target="es") == ""
