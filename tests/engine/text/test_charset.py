import codecs

import pytest

from octavo.engine.text.charset import decode

WORDS = "Café à Genève, très élevé — “déjà vu”"


def test_utf8_wins_over_a_wrong_header():
    assert decode(WORDS.encode(), "iso-8859-1") == WORDS


def test_wrong_utf8_header_falls_to_the_page():
    page = f'<meta charset="windows-1251"><p>{"Совет порта заявил " * 9}</p>'
    assert decode(page.encode("cp1251"), "utf-8") == page


def test_header_and_page_disagree_on_bytes_that_only_one_fits():
    page = f'<meta charset="shift_jis"><p>{"Совет порта заявил, что тариф не изменится. " * 9}</p>'
    assert decode(page.encode("cp1251"), "windows-1251") == page


def test_latin_1_means_windows_1252():
    assert decode("“quoted”".encode("cp1252"), "ISO-8859-1") == "“quoted”"


def test_undeclared_is_detected():
    text = "<p>" + "Der Hafen öffnet für große Schiffe, sagte Müller. " * 5
    assert decode(text.encode("cp1252"), None) == text


@pytest.mark.parametrize("label", ["utf-16-le", "utf-16-be"])
def test_utf16_with_and_without_mark(label):
    mark = codecs.BOM_UTF16_LE if label.endswith("le") else codecs.BOM_UTF16_BE
    text = "<html><p>Ports reopen in Norland</p></html>"
    assert decode(mark + text.encode(label), "utf-8") == text
    assert decode(text.encode(label), None) == text


def test_double_encoding_is_undone_but_honest_text_is_not_touched():
    broken = "<p>" + "café déjà élevé. ".encode().decode("cp1252") * 3 + "</p>"
    assert decode(broken.encode(), "utf-8") == "<p>" + "café déjà élevé. " * 3 + "</p>"
    honest = "Ã is a letter of Portuguese: AÇÃO, NÃO."
    assert decode(honest.encode(), None) == honest


def test_nul_cut_letters_and_nonsense_labels_do_no_harm():
    assert decode(b"a\0b" * 3 + b"x" * 60, "no-such-charset") == "ab" * 3 + "x" * 60
    assert decode("élan é".encode()[:-1], None) == "élan "
    assert decode(b"", None) == ""
    assert decode(b"<meta charset=utf-16>plain", "base64") == "<meta charset=utf-16>plain"
