"""Routes that name something by its place: what is another's is answered like what nobody has."""

import pytest

from models.people import Actor
from tests.attack.asking import heard
from tests.attack.city import PEOPLE, City
from tests.attack.inside import Inside


@pytest.mark.parametrize(("standing", "actor"), [(name, some[-1]) for name, some in PEOPLE.items()], ids=list(PEOPLE))
def test_a_snapshot_of_a_foreign_scope_is_one_of_a_scope_that_nobody_has(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    unit = "finance" if standing.endswith("own") else "wangtai"
    for scope, absent in (
        (f"u:{unit}", f"u:{'x' * len(unit)}"), (f"u:{unit}/archive", f"u:{'x' * len(unit)}/archive"),
        ("me:p_lin", "me:p_xxx"), ("desk:office" if standing != "office" else "desk:leader", "desk:xxxxxx"),
    ):  # fmt: skip
        if scope == "u:finance" and standing.endswith("partner"):
            continue
        both = [heard(http, city, actor, "GET", f"/v1/snapshot/{name}", name) for name in (scope, absent)]
        assert both[0] == both[1], scope
        assert both[0].status in (400, 404)
