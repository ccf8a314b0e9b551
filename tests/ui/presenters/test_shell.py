"""The frame: sync in words, columns by width, the role behind the name."""

import pytest

from models.people import Actor, Post
from models.problems import Refused
from tests.ui.fakes import NOW
from ui.courier import SyncState
from ui.presenters.shell import arrange, badges, role_word, sync_face
from ui.text import Words

ZH = Words("zh")


@pytest.mark.parametrize(
    ("state", "said", "tone"),
    [
        (SyncState("synced", NOW), "已同步 9:41", "plain"),
        (SyncState("offline", NOW, NOW, 3), "离线 待送 3", "known"),
        (SyncState("offline", NOW, NOW, 3, 1), "有 1 件未送达", "act"),
        (SyncState("sign_in", NOW), "请重新登录", "known"),
        (SyncState("synced", NOW, problem=Refused("desk_outdated")), "请更新程序", "known"),
        (SyncState("syncing", NOW), "正在同步 9:41", "plain"),
        (SyncState(), "还没有同步过", "plain"),
    ],
)
def test_sync_is_said_in_words_and_offline_is_never_red(state: SyncState, said: str, tone: str) -> None:
    face = sync_face(state, ZH)
    assert (face.spoken, face.tone) == (said, tone)


@pytest.mark.parametrize(
    ("size", "inspector", "single"),
    [(100, "beside", False), (115, "drawer", False), (130, "drawer", False), (150, "drawer", True)],
)
def test_the_logical_width_decides_how_the_columns_stand(size: int, inspector: str, single: bool) -> None:
    how = arrange(1366, 698, size)
    assert (how.inspector, how.single) == (inspector, single)


def test_a_low_window_saves_height() -> None:
    assert arrange(1366, 698, 150).brief
    assert not arrange(1366, 698, 100).brief


def test_a_refused_act_makes_a_red_badge() -> None:
    found = badges({"returned": 1, "to_review": 2}, SyncState(undelivered=1))
    assert (found["items"].count, found["undelivered"].red) == (3, True)
    assert badges({"service": 2, "docket": 4}, SyncState())["services"].count == 2


def test_the_role_is_the_one_held_in_the_chosen_unit() -> None:
    actor = Actor("p", "周敏", frozenset({Post("wangtai", "clerk"), Post("digital", "operator")}))
    assert role_word(actor, "wangtai", ZH) == "经办人"
    assert role_word(Actor("p", "无"), "wangtai", ZH) == ""
