"""Keeps both languages complete: equal keys, equal blanks, and every sentence the code asks for is there."""

import ast
import string

import pytest

from tests.house.tree import Source, called, literals, sources, texts


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys() -> None:
    """A language may tell one from many (`one` beside `other`); `other` must be in both."""
    zh, en = ({key for key in texts(language) if not key.endswith(".one")} for language in ("zh", "en"))
    assert not zh ^ en, "\n".join(sorted(zh ^ en))


def test_both_languages_fill_the_same_blanks() -> None:
    zh, en = texts("zh"), texts("en")
    wrong = [
        f"{key}: {_blanks(zh[key])} {_blanks(en[key])}"
        for key in zh.keys() & en.keys()
        if _blanks(zh[key]) != _blanks(en[key])
    ]
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sentence_is_empty(language: str) -> None:
    empty = [key for key, sentence in texts(language).items() if not sentence.strip()]
    assert not empty, "\n".join(empty)


# A language is named in itself, and the seal of the program is a character.
CHINESE_ON_PURPOSE = {"settings.language_zh", "sign_in.language", "shell.mark"}


def test_english_sentences_hold_no_chinese() -> None:
    """Names of documents and places may stay; a sentence that is mostly Chinese was not translated."""
    wrong = [
        f"{key}: {sentence}"
        for key, sentence in texts("en").items()
        if key not in CHINESE_ON_PURPOSE and 2 * sum("\u4e00" <= sign <= "\u9fff" for sign in sentence) > len(sentence)
    ]
    assert not wrong, "\n".join(wrong)


def _asked(source: Source) -> list[tuple[ast.Call, str]]:
    """The keys that a file asks its words for, where they are written out."""
    return [
        (call, key)
        for call in source.calls
        if called(call).lstrip("_") == "words" and call.args
        for key in literals(call.args[0])
    ]


def _known(key: str) -> bool:
    return key in texts("zh") or f"{key}.other" in texts("zh")


def test_every_sentence_asked_for_exists() -> None:
    wrong = [
        f"{source.at(call)} {key}"
        for source in sources("ui", "desktop", "portal", "bench")
        for call, key in _asked(source)
        if not _known(key)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_blank_of_a_sentence_asked_for_is_filled() -> None:
    wrong = []
    for source in sources("ui", "desktop", "portal"):
        for call, key in _asked(source):
            given = {word.arg for word in call.keywords}
            needed = _blanks(texts("zh").get(key, texts("zh").get(f"{key}.other", "")))
            if None not in given and not needed <= given:
                wrong.append(f"{source.at(call)} {key} lacks {', '.join(sorted(needed - given))}")
    assert not wrong, "\n".join(wrong)
