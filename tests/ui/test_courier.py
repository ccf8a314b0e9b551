"""The courier asks for a comparison, says what came of it, and warns of what was taken in a mass."""

from dataclasses import dataclass, field

import pytest

from models.problems import Refused, Unreachable
from models.store.withheld import Withheld
from sync.client.agreeing import Repair
from sync.client.engine import Round
from tests.ui.fakes import NOW
from ui import work
from ui.courier import Compared, Courier
from ui.presenters.syncing import compared, state_line
from ui.text import Words

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Line:
    """Rounds as they are laid out, one after the other."""

    rounds: list[Round | Refused] = field(default_factory=list)
    wanted: int = 0

    def round(self) -> Round:
        done = self.rounds.pop(0)
        if isinstance(done, Refused):
            raise done
        return done

    def compare_next(self) -> None:
        self.wanted += 1


def _after(line: Line, asked: bool = True) -> Courier:
    courier = Courier(line.round, lambda: (0, 0), lambda: NOW, lambda _n: 60.0, line.compare_next)
    if asked:
        courier.compare()
    while line.rounds:
        courier._go()
        work.finish()
    courier.stop()
    return courier


def test_what_a_comparison_put_right_is_said_until_the_next() -> None:
    line = Line([Round(repaired=Repair(2, 3)), Round()])
    courier = _after(line)
    assert line.wanted == 1
    assert (courier.state.compared, courier.state.comparing) == (Compared(NOW, 3, 2), False)
    assert compared(courier.state, Words("zh")) == "9:41 核对过，已经改正：重新取了 3 条，去掉 2 条。您写的都没有动。"


def test_what_agrees_is_said_as_well() -> None:
    assert compared(_after(Line([Round(repaired=Repair())])).state, Words("zh")) == "9:41 核对过，和门户一致。"


def test_without_the_portal_the_comparison_stays_wanted() -> None:
    courier = _after(Line([Unreachable("unreachable"), Round()]))
    assert (courier.state.comparing, courier.state.compared) == (True, None)
    assert "马上核对" in compared(courier.state, Words("zh"))


def test_what_was_taken_in_a_mass_is_warned_of_once() -> None:
    told: list[Refused] = []
    line = Line([Round(asks=(Withheld("u:wangtai", 87, 120, 30, ""),)), Round()])
    courier = Courier(line.round, lambda: (0, 0), lambda: NOW, lambda _n: 60.0)
    courier.warned.connect(told.append)
    while line.rounds:
        courier._go()
        work.finish()
    courier.stop()
    (one,) = told
    assert "一次取走 87 条记录" in Words("zh").refusal(one)


def test_after_a_portal_was_put_back_it_is_said_how_much_went_up_again() -> None:
    told: list[Refused] = []
    courier = Courier(Line([Round(again=3), Round()]).round, lambda: (0, 0), lambda: NOW, lambda _n: 60.0)
    courier.warned.connect(told.append)
    courier._go()
    work.finish()
    courier._go()
    work.finish()
    courier.stop()
    (one,) = told
    assert "3 件已自动再送" in Words("zh").refusal(one)


def test_nothing_is_told_of_a_round_that_ends_after_the_stop() -> None:
    told: list[object] = []
    courier = Courier(Line([Refused("device_revoked")]).round, lambda: (0, 0), lambda: NOW, lambda _n: 60.0)
    courier._go()
    courier.moved.connect(told.append)
    courier.stop()
    work.finish()
    assert told == []


def test_a_copied_profile_is_told_once_and_not_with_every_try() -> None:
    told: list[Refused] = []
    line = Line([Refused("desk_copied"), Refused("desk_copied")])
    courier = Courier(line.round, lambda: (0, 0), lambda: NOW, lambda _n: 60.0)
    courier.warned.connect(told.append)
    for _ in range(2):
        courier._go()
        work.finish()
    courier.stop()
    assert [one.code for one in told] == ["desk_copied"]


def test_a_copied_profile_leads_to_the_door_and_says_why() -> None:
    state = _after(Line([Refused("desk_copied")]), asked=False).state
    assert state.phase == "sign_in"
    line = state_line(state, Words("zh"))
    assert "从系统备份恢复过" in line.title
    assert "请重新登录一次" in line.text
    assert line.command == "sign_out"


def test_a_program_too_old_to_compare_does_not_seem_to_compare_for_ever() -> None:
    state = _after(Line([Round(outdated=True)])).state
    assert not state.comparing
    assert state.problem is not None
    assert state.problem.code == "desk_outdated"
