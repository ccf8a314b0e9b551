"""Second factors as they are kept."""

from models.store.portal_factors import Factor, drop_factor, factor_of, put_factor, use_step
from tests.portal.conftest import town as town
from tests.portal.town import Town


def test_a_factor_is_kept_whole_and_dropped(town: Town) -> None:
    kept = Factor("p_lin", b"\x00sealed", "2026-04-28", 7, ("one", "two"))
    with town.portal.store.apart() as connection:
        assert factor_of(connection, "p_lin") is None
        put_factor(connection, kept)
        assert factor_of(connection, "p_lin", lock=True) == kept
        assert drop_factor(connection, "p_lin")
        assert not drop_factor(connection, "p_lin")


def test_a_step_is_used_once_and_none_before_it(town: Town) -> None:
    with town.portal.store.apart() as connection:
        put_factor(connection, Factor("p_lin", b"", "2026-04-28", 7))
        assert [use_step(connection, "p_lin", step) for step in (7, 9, 8, 9, 10)] == [False, True, False, False, True]
        assert not use_step(connection, "p_zhou", 9)
