"""What a person must know first is said first, in words with its day; a repeat is proposed, never decided."""

from dataclasses import replace
from typing import Any

import pytest

from models.matter import Matter
from tests.models.bureau import LIN
from tests.ui.fake_desk import NOW
from tests.ui.views.requests.desk import asked, bureau, in_hand
from ui.presenters.request_notes import earlier_answer, notes, same_applicant
from ui.text import Words

MATTER = in_hand()


def _notes(language: str = "zh", *same: Matter, state: str = "in_hand", **system: Any) -> list[str]:
    matter = replace(MATTER, state=state, system={**MATTER.system, **system})
    return [face.title for face in notes(matter, same, Words(language), NOW)]


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "supervised": ("in_hand", {"supervisions": [{"number": "督〔2026〕3号", "answer_by": "2026-05-06", "note": "快"}]}),
    "disputed": ("disputed", {"disputes": [{"sort": "suit", "organ": "区法院"}]}),
    "returned": ("in_hand", {"returned": {"reason": "理由不足", "name": "陈志远", "at": "2026-04-27T10:00:00+08:00"}}),
    "asked": ("in_hand", {"extension": {"state": "asked", "days": 10, "reason": "档案多"}}),
    "granted": ("in_hand", {"extension": {"state": "granted", "days": 10, "granted": 8}}),
    "refused": ("in_hand", {"extension": {"state": "refused", "note": "不必"}}),
    "correction": ("correction", {"correction": {"what": "哪一年", "until": "2026-05-12"}}),
    "corrected": ("in_hand", {"correction": {"what": "哪一年", "until": "2026-05-12", "text": "2025年"}}),
    "consulting": ("consulting", {"consults": [{"whom": "某公司", "question": "？", "sent_at": "2026-04-22"}]}),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", list(CASES))
def test_each_is_told_in_one_sentence(case: str, language: str) -> None:
    state, system = CASES[case]
    assert len(_notes(language, state=state, **system)) == 1


def test_nothing_to_know_is_nothing_said() -> None:
    assert _notes() == []


def test_what_was_answered_or_ended_is_no_longer_told() -> None:
    done = {"supervisions": [{"number": "1", "answer_by": "2026-05-06", "answer": {"text": "已办"}}],
            "disputes": [{"sort": "suit", "organ": "区法院", "result": "维持"}]}  # fmt: skip
    assert _notes(**done) == []


def test_supervision_comes_before_everything_else() -> None:
    both = {**CASES["returned"][1], **CASES["supervised"][1]}
    assert _notes(**both)[0].startswith("区效能办督办")


def test_the_same_applicants_other_requests_are_proposed_as_repeats() -> None:
    made = bureau()
    first, second = asked(made, received_on="2026-03-02"), asked(made)
    other = replace(asked(made), system={"same": ["other"]})
    found = same_applicant(second, [first, second, other])
    assert [each.id for each in found] == [first.id]
    face = notes(second, found, Words("zh"), NOW)[-1]
    assert face.opens == first.id
    assert "第十五条" in face.title


def test_without_marks_nobody_is_taken_for_another() -> None:
    unmarked = replace(MATTER, system={})
    assert same_applicant(unmarked, [replace(unmarked, id="other")]) == ()
    assert LIN.person not in str(same_applicant(MATTER, []))


def test_the_last_answer_is_the_one_to_be_named() -> None:
    old, new = (
        replace(MATTER, id=f"a{day}", system={"number": f"YS-{day}", "answered_at": f"2026-04-{day}T10:00:00+08:00"})
        for day in (10, 20)
    )
    assert earlier_answer([new, old, MATTER]) == "YS-20"
    assert earlier_answer([MATTER]) == ""


def test_an_outcome_begun_here_is_told_until_it_is_handed_in() -> None:
    assert len(notes(MATTER, (), Words("zh"), NOW, begun=True)) == 1
    assert notes(replace(MATTER, state="answered"), (), Words("zh"), NOW, begun=True) == ()
