"""Letters that say nearly the same are found, those of another matter are not, and one writer's letters are told."""

from models.matter import Matter
from models.similar import Nearby, by_same_writer, likeness, pairs, told

BRIDGE = "溪后村过王台溪的木桥，板子烂了七八块，中间一块一踩就翘。我每天送两个孩子过桥，请问什么时候修？"
AGAIN = "上次写过信了。溪后村过王台溪的木桥，板子又烂了几块，一踩就翘，孩子过桥很危险，什么时候修？"
LAMP = "元坑村老人活动中心门口三盏路灯不亮，老人晚上看戏回家看不见台阶。"


def letter(identity: str, *same: str) -> Matter:
    return Matter(kind="letter", id=identity, unit="wangtai", state="in_hand", author="", system={"same": list(same)})


def test_the_same_matter_told_anew_is_alike_and_another_is_not() -> None:
    assert likeness(BRIDGE, BRIDGE) == 1.0
    assert likeness(BRIDGE, AGAIN) > 0.4
    assert likeness(BRIDGE, LAMP) < 0.1
    assert likeness(BRIDGE, "") == 0.0


def test_filling_words_and_signs_tell_nothing() -> None:
    assert pairs("请你们，是不是的？") == frozenset()
    assert pairs("路灯 不亮！") == {"路灯"}
    assert pairs("路\n灯") == frozenset()


def test_the_most_alike_comes_first_and_oneself_is_left_out() -> None:
    letters = Nearby()
    for identity, text in (("a", BRIDGE), ("b", AGAIN), ("c", LAMP)):
        letters.put(identity, text)
    assert [near.id for near in letters.near(BRIDGE)] == ["a", "b"]
    assert [near.id for near in letters.near(BRIDGE, without=("a",))] == ["b"]
    assert [near.id for near in letters.near(BRIDGE, most=1)] == ["a"]
    assert letters.near(BRIDGE, floor=1.01) == ()
    assert letters.near("") == ()


def test_a_letter_that_changed_or_left_is_found_by_its_old_words_no_more() -> None:
    letters = Nearby()
    letters.put("a", BRIDGE)
    letters.put("a", LAMP)
    assert letters.near(BRIDGE) == ()
    assert [near.id for near in letters.near(LAMP)] == ["a"]
    letters.drop("a")
    letters.drop("never here")
    assert letters.near(LAMP) == ()
    assert len(letters) == 0


def test_the_title_is_compared_with_the_body() -> None:
    assert told({"title": "桥", "body": "坏了", "reply": "<p>已修</p>"}) == "桥\n坏了"
    assert told({}) == "\n"


def test_letters_of_one_writer_are_known_by_any_mark_they_share() -> None:
    mine, phone, card, other = letter("4", "p1", "i1"), letter("1", "p1"), letter("2", "i1"), letter("3", "p2")
    assert [each.id for each in by_same_writer(mine, (phone, card, other, mine))] == ["2", "1"]
    assert by_same_writer(letter("5"), (letter("6"), phone)) == ()
