"""Real processes, really killed, over the loopback: desks, portals, full disks and a database server."""

from models.late import load

REAL = {"desk": "desk.killed", "portal": "portal.killed", "full": "full.killed", "postgres": "portal.server_killed"}
"""What can be killed, and where that is done."""


def real(what: str, kills: int, seed: int) -> int:
    """Kills so many, and tells what was seen; Lost is raised when anything acknowledged is gone."""
    module, _, name = REAL[what].partition(".")
    print(getattr(load(f"fleet.real.{module}"), name)(kills, seed).told(), flush=True)
    return 0
