"""Every sentence of the pages has its English, with the same places for values."""

import re

from config import translations

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%[sd]")


def _english() -> dict[str, str]:
    return translations.read_po(translations.LOCALE / "en" / "LC_MESSAGES" / "django.po")


def test_every_sentence_of_the_sources_has_its_english():
    english = _english()
    missing = {
        key: where
        for key, where in translations.sentences().items()
        if key.strip() and key not in english
    }
    assert missing == {}


def test_a_translation_keeps_every_place_for_a_value():
    for key, text in _english().items():
        if key:
            assert set(PLACES.findall(text)) == set(PLACES.findall(key)), key


def test_no_translation_is_left_without_its_sentence():
    assert set(_english()) - {""} - set(translations.sentences()) == set()


def test_contexts_keep_one_word_of_two_meanings_apart():
    assert _english()["keadaan\4Selesai"] == "Done"
