"""Real processes, really killed, over the loopback: desks, portals, full disks and a database server."""

REAL = ("desk", "portal", "full", "postgres")
"""What can be killed."""
