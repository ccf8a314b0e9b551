"""Routes that name something by its place: what is another's is answered like what nobody has."""

from hashlib import sha256

import pytest

from models.people import Actor
from tests.attack.asking import bearer, heard, sync
from tests.attack.city import PEOPLE, City
from tests.attack.inside import Inside
from tests.attack.sight import scopes


@pytest.mark.parametrize(("standing", "actor"), [(name, some[-1]) for name, some in PEOPLE.items()], ids=list(PEOPLE))
def test_snapshot_and_digest_of_a_foreign_scope_are_those_of_a_scope_that_nobody_has(
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
        for seq, after in ((0, None), (10**9, ["item", "x"])):
            asked = {"seq": seq, **({"after": after} if after else {})}
            digests = [
                heard(http, city, actor, "POST", "/v1/digest", name, doc={"scope": name, **asked})
                for name in (scope, absent)
            ]
            assert digests[0] == digests[1], scope
            assert digests[0].status == 404


@pytest.mark.parametrize(("standing", "actor"), [(name, some[-1]) for name, some in PEOPLE.items()], ids=list(PEOPLE))
def test_a_digest_counts_the_rows_that_the_person_holds_and_no_other(
    http: Inside, city: City, standing: str, actor: Actor
) -> None:
    """The sum is reckoned here as docs/protocol.md writes it."""
    for scope in sorted(scopes(actor)):
        held, cursor, more = {}, {scope: 0}, True
        while more:
            *lines, end = sync(http, city, actor, cursor=cursor)
            held |= {(line["type"], line["id"]): line["version"] for line in lines if line["t"] == "put"}
            cursor, more = end["cursor"], end["more"]
        asked = {"scope": scope, "seq": cursor[scope]}
        told = http.ask("POST", "/v1/digest", doc=asked, headers=bearer(city, actor)).json()
        marks = (f"{type_}\x1f{id_}\x1f{version}" for (type_, id_), version in held.items())
        total = sum(int.from_bytes(sha256(each.encode()).digest()[:8], "big") for each in marks) % 2**64
        assert (told["rows"], told["sum"]) == (len(held), f"{total:016x}"), (standing, scope)
