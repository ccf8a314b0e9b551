"""Memory that grows is told from memory that is high."""

from bench.load.gauge import growth


def test_the_last_quarter_is_held_against_the_second() -> None:
    flat = [(float(n), {"portal": 80.0 if n > 4 else 40.0}) for n in range(20)]
    assert growth(flat, "portal") == (80.0, 0.0)
    rising = [(float(n), {"portal": 50.0 + n}) for n in range(20)]
    assert growth(rising, "portal")[1] == 10.0
