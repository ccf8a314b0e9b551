"""A clock survives its way through a row: what it was begun with is what it is counted by years later."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.terms import Clock, Extension, Pause, Period, clock_doc, clock_from

DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
PAUSES = st.builds(Pause, DAYS, st.none() | DAYS, st.sampled_from(["", "consult"]), st.none() | st.integers(1, 15))
UNITS = st.sampled_from(["wd", "cd"])
CLOCKS = st.builds(
    Clock,
    id=st.sampled_from(["local", "legal"]),
    duty=st.just("letter_reply"),
    article=st.integers(0, 46),
    profile=st.just("yp2014"),
    received=DAYS,
    period=st.builds(Period, st.integers(1, 30), UNITS),
    pauses=st.lists(PAUSES, max_size=2).map(tuple),
    extensions=st.lists(st.builds(Extension, st.integers(1, 20), UNITS, DAYS), max_size=1).map(tuple),
    restarted=st.none() | DAYS,
    roll=st.booleans(),
    stopped=st.none() | DAYS,
    basis=st.sampled_from(["", "办法"]),
)


@given(CLOCKS)
def test_a_clock_comes_back_from_its_document(clock: Clock) -> None:
    assert clock_from(clock_doc(clock)) == clock


def test_what_lay_before_a_restart_no_longer_holds_the_clock() -> None:
    pause = Pause(date(2014, 3, 3), None, "correction")
    clock = Clock("local", "request_reply", 16, "yp2014", date(2014, 3, 1), Period(15, "wd"), (pause,))
    assert clock.halted == pause
    assert Clock(**{**_fields(clock), "restarted": date(2014, 3, 17)}).halted is None


def _fields(clock: Clock) -> dict[str, object]:
    return {name: getattr(clock, name) for name in Clock.__slots__}
