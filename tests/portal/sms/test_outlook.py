"""All open matters are gone through once an hour, and in between only what changed or is waited for."""

from datetime import timedelta
from typing import Any

from models.matter import Matter
from models.store.portal_write import put_matter
from portal.sms.outlook import Moment, Near, Outlook
from tests.models.office import FINANCE, LIN, OPERATOR
from tests.models.test_reminders import LADDER
from tests.portal.town import Town


def matter(identity: str, unit: str, state: str, **system: Any) -> Matter:
    return Matter(identity, "letter", unit, state, "", system=system)


def test_a_matter_is_near_to_its_units_and_to_the_desks_that_decide_on_it() -> None:
    matters = [
        matter("a", "wangtai", "in_hand"),
        matter("b", "finance", "assigned", units=["finance", "wangtai"]),
        matter("c", "", "with_dispatcher"),
        matter("d", "water", "in_hand", extension={"days": 3}),
        Matter("e", "item", "water", "countersign", "p", fields={"co_units": ["finance"]}),
    ]
    near = Near({actor.name: actor for actor in (LIN, FINANCE, OPERATOR)}, LADDER)
    found = {name: "".join(one.id for one in matters if name in near.of(one)) for name in ("lin", "fin", "op")}
    assert found == {"lin": "ab", "fin": "be", "op": "cd"}


class Told:
    """An outlook for Lin, and what it finds at a moment."""

    def __init__(self, town: Town) -> None:
        self.town, self.outlook = town, Outlook(town.portal.store)

    def put(self, *matters: Matter) -> None:
        self.town.portal.store.write(
            lambda writing: writing.note(None, [put for one in matters for put in put_matter(one)])
        )

    def keys(self, awaited: dict[str, list[str]] | None = None, since: str = "2026-04-20") -> set[str]:
        rules = self.town.house.policies.rules()
        moment = Moment(self.town.clock(), rules.directory.calendar, LADDER, rules)
        return {one.key for one in self.outlook.found(moment, {"lin": LIN}, since, awaited or {})["lin"]}

    def now(self, awaited: dict[str, list[str]] | None = None) -> set[str]:
        return {key.partition(".")[0] for key in self.keys(awaited)}


def test_a_whole_look_holds_for_the_hour_and_what_changed_is_seen_at_once(town: Town) -> None:
    told = Told(town)
    town.clock.now = town.clock.now.replace(minute=5)
    told.put(*(matter(f"m{n}", "wangtai", "in_hand", due_at="2026-04-28", handler="p_lin") for n in range(3)))
    assert told.now() == {"m0", "m1", "m2"}
    assert told.now() == set()
    told.put(matter("m9", "wangtai", "in_hand", due_at="2026-04-28", handler="p_lin"))
    assert told.now() == {"m9"}
    assert told.now({"m1": []}) == {"m1"}
    town.clock.now += timedelta(hours=1)
    assert told.now() == {"m0", "m1", "m2", "m9"}


def test_the_rungs_of_a_morning_are_found_when_it_begins_and_not_with_the_next_hour(village: Town) -> None:
    told = Told(village)
    told.put(matter("m0", "wangtai", "in_hand", due_at="2026-04-28", handler="p_lin"))
    village.clock.now = village.clock.now.replace(hour=8, minute=29)
    assert ".today." not in "".join(told.keys())
    village.clock.now += timedelta(minutes=1)
    assert ".today." in "".join(told.keys())


def test_what_is_too_old_to_be_sent_is_found_only_while_a_message_waits_with_it(town: Town) -> None:
    told = Told(town)
    told.put(matter("m0", "wangtai", "in_hand", due_at="2026-04-28", handler="p_lin"))
    key = min(told.keys())
    town.clock.now += timedelta(hours=1)
    assert told.keys(since="2026-05-01") == set()
    assert told.keys({"m0": [key]}, since="2026-05-01") == {key}
