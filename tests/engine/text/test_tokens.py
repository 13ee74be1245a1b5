from octavo.engine.text.tokens import content_words, stopwords, words


def test_folds_case_width_and_possessives():
    assert words("Norland’s ＰＯＲＴＳ don't close") == ["norland", "ports", "don't", "close"]


def test_elision_and_hyphen_part_words():
    assert words("l’accord d'aujourd-hui") == ["l", "accord", "d", "aujourd", "hui"]


def test_numbers_stay_whole():
    assert words("1,250.5 tonnes, 3.5%.") == ["1,250.5", "tonnes", "3.5"]


def test_hindi_keeps_its_vowel_signs():
    assert words("महंगाई बढ़ी।") == words("महंगाई बढ\u093cी")
    assert len(words("किसानों को")) == 2


def test_arabic_vowels_tatweel_and_alef_fold():
    assert words("الحُكُومَةُ تُعلـــن أمس") == ["الحكومة", "تعلن", "امس"]


def test_scripts_without_spaces_give_pairs():
    assert words("東京都 GDP") == ["東京", "京都", "gdp"]
    assert words("雨") == ["雨"]


def test_content_words_leave_grammar_out():
    assert content_words("The ports of Norland are not open", "en") == ["ports", "norland", "open"]
    assert content_words("सरकार ने कहा है", "hi") == ["सरकार"]
    assert content_words("the ports", None) == ["the", "ports"]


def test_every_promised_language_has_a_list():
    for language in ("en", "hi", "ar", "fr", "es", "de", "pt", "ru", "it"):
        assert len(stopwords(language)) > 90, language
    assert stopwords("en-IN") == stopwords("en")
    assert stopwords("xx") == stopwords(None) == frozenset()
