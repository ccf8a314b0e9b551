"""What a list shows, as a value."""

from ui.presenters.shapes import Filter


def test_a_tab_alone_does_not_narrow_a_list() -> None:
    assert not Filter("returned").narrowed
    assert Filter(words="防汛").narrowed
    assert Filter(column="0702").narrowed
