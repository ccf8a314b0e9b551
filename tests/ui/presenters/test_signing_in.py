"""Sign-in in words: how many tries are left, that drafts are safe, whom to call."""

from models.problems import Refused, Unreachable
from tests.ui.fakes import NOW
from ui.presenters.signing_in import TrialPerson, error, faces, pane
from ui.text import Words

ZH = Words("zh")


def test_a_wrong_password_says_how_many_tries_are_left_and_that_drafts_are_safe() -> None:
    field, said = error(Refused("wrong_password", left=3), ZH)
    assert field == "password"
    assert "还可以试 3 次" in said
    assert "草稿都在" in said
    assert "数字办" in said


def test_no_network_on_a_strange_computer_says_what_to_do() -> None:
    assert "请连上网络" in error(Refused("offline_first"), ZH)[1]


def test_any_other_refusal_has_its_own_sentence() -> None:
    assert error(Unreachable("something_new"), ZH)[1]


def test_the_last_sign_in_over_the_network_is_named() -> None:
    shown = pane("linxm", "2026-04-27T17:32:00+08:00", "https://p", "1.0.0", [], ZH, NOW)
    assert "昨天 17:32" in shown.offline
    assert "第一次登录" in pane("", "", "", "1.0.0", [], ZH, NOW).offline


def test_the_trial_offers_first_whom_the_sample_offers_with_what_to_try() -> None:
    offered = TrialPerson("b", "周敏", "clerk", "王台镇", {"zh": "同改一篇", "en": "edits too"})
    people = [TrialPerson("c", "领导", "leader", "区政府"), TrialPerson("a", "林", "clerk", "王台镇"), offered]
    assert [(face.account, face.about[:4]) for face in faces(people, ZH)] == [("b", "同改一篇"), ("c", "区政府：")]


def test_the_trial_offers_one_person_for_each_role() -> None:
    people = [TrialPerson(f"a{n}", f"人{n}", role, "王台镇") for n, role in enumerate(("clerk", "clerk", "reviewer"))]
    assert [face.account for face in faces(people, ZH)] == ["a0", "a2"]
    assert faces(people, ZH)[0].about == "王台镇：起草、检查、自审、提交"


def test_a_code_that_is_wanted_is_no_mistake_and_a_wrong_one_is() -> None:
    assert error(Refused("code_needed"), ZH)[0] == error(Refused("factor_must_enrol"), ZH)[0] == "asked"
    assert error(Refused("code_wrong"), ZH)[0] == "code"


def test_a_trial_that_is_being_prepared_says_so_and_the_real_door_does_not_speak_of_it() -> None:
    assert "正在准备" in pane("", "", "", "1.0.0", [], ZH, NOW, trying=True).about_trial
    assert pane("", "", "", "1.0.0", [], ZH, NOW).about_trial == ""
    person = TrialPerson("a", "林", "clerk", "王台镇")
    assert "点一个人" in pane("", "", "", "1.0.0", [person], ZH, NOW, trying=True).about_trial
