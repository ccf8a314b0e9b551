"""The people who write in the sample: nobody's names, numbers that no telephone has, birthdays that no calendar has."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIRST_PHONE = 13900005001
EVERY_TOWN = 9
"""How many of each township write: few enough that some write more than once."""
CARDS = 0.45
MAILS = 0.3


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who writes: `town` is the unit where they live, `place` their village."""

    town: str
    place: str
    contact: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.contact["name"]


def citizens(
    towns: Mapping[str, Mapping[str, Any]], lists: Mapping[str, Sequence[str]], rng: random.Random
) -> list[Citizen]:
    """All who write, some of every township, no two of one name."""
    names = [surname + given for surname in lists["surnames"] for given in lists["given"]]
    drawn = iter(rng.sample(names, EVERY_TOWN * len(towns)))
    found: list[Citizen] = []
    for town, local in towns.items():
        for number in range(EVERY_TOWN):
            place = local["places"][number % len(local["places"])]
            address = f"延平区{local['name']}{place}{rng.randint(2, 186)}号"
            found.append(Citizen(town, place, _contact(next(drawn), address, len(found), rng)))
    return found


def _contact(name: str, address: str, number: int, rng: random.Random) -> Mapping[str, str]:
    contact = {"name": name, "phone": str(FIRST_PHONE + number), "address": address}
    if rng.random() < CARDS:
        contact["id_no"] = f"350702{rng.randint(1941, 2004)}0230{number:03}X"
    if rng.random() < MAILS:
        contact["email"] = f"writer{number}@mail.example"
    return contact


def company(name: str, of: Citizen, rng: random.Random) -> Mapping[str, str]:
    """What a company says of itself that asks for information: its name, a code that none has, who acts for it."""
    told = {key: of.contact[key] for key in ("name", "phone", "address")}
    code = f"91350702MA00{rng.randint(10000, 99999)}X"
    return {**told, "work_unit": name, "org_code": code, "legal_person": of.name}
