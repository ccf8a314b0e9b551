"""Each address is heard at its own pace, and the count begins anew when its time is over."""

from portal.public.pace import DAY, Pace
from tests.models.office import refused
from tests.portal.town import Town

PACE = Pace(2, 3, 9, 1)


def test_an_address_that_is_too_fast_waits_and_no_other_with_it(town: Town) -> None:
    for at in (0.0, 1.0):
        PACE.bring(town.portal.store, "10.0.0.1", f"words {at}", at)
    with refused("too_many") as no:
        PACE.bring(town.portal.store, "10.0.0.1", "words", 2.0)
    assert no.value.facts["retry_after"] == 3598
    PACE.bring(town.portal.store, "10.0.0.2", "words", 2.0)


def test_a_day_has_its_own_measure(town: Town) -> None:
    for at in (0.0, 4000.0, 8000.0):
        PACE.bring(town.portal.store, "10.0.0.3", f"words {at}", at)
    with refused("too_many"):
        PACE.bring(town.portal.store, "10.0.0.3", "words", 12_000.0)
    PACE.bring(town.portal.store, "10.0.0.3", "words", float(DAY))


def test_questions_are_counted_apart_from_letters(town: Town) -> None:
    PACE.ask(town.portal.store, "10.0.0.4", 0.0)
    with refused("too_many"):
        PACE.ask(town.portal.store, "10.0.0.4", 1.0)
    PACE.bring(town.portal.store, "10.0.0.4", "words", 1.0)
