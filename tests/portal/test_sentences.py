"""A refusal in one sentence."""

from models.problems import Refused
from portal.sentences import language_of, sentence


def test_a_refusal_is_said_with_its_facts_in_either_language() -> None:
    no = Refused("port_taken", port=8420, host="127.0.0.1")
    assert "8420" in sentence(no, "zh")
    assert sentence(no, "en").startswith("Port 8420")


def test_one_without_a_sentence_is_told_by_its_code() -> None:
    assert sentence(Refused("never_heard_of", x=1), "zh").startswith("never_heard_of")


def test_chinese_is_spoken_unless_the_system_speaks_english() -> None:
    assert language_of({}) == language_of({"LANG": "zh_CN.UTF-8"}) == language_of({"LC_ALL": "C.UTF-8"}) == "zh"
    assert language_of({"LANG": "en_GB.UTF-8"}) == "en"
