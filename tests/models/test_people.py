"""Posts give roles in units, and in no others."""

from models.people import Actor, Post

TWO = Actor("p", "林", frozenset({Post("wangtai", "clerk"), Post("xiadao", "reviewer")}))


def test_a_role_counts_only_in_the_unit_of_its_post() -> None:
    assert TWO.holds("clerk", "wangtai")
    assert not TWO.holds("clerk", "xiadao")
    assert TWO.holds("reviewer")


def test_units_are_those_of_the_roles_asked_for() -> None:
    assert TWO.units() == ("wangtai", "xiadao")
    assert TWO.units("reviewer") == ("xiadao",)


def test_the_role_spoken_in_is_that_of_the_unit_first() -> None:
    assert TWO.role_in("xiadao", ("clerk", "reviewer")) == "reviewer"
    assert TWO.role_in("finance", ("clerk", "reviewer")) == "clerk"
    assert TWO.role_in("finance", ("operator",)) == ""
