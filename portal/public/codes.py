"""The query code (查询码) that a writer gets: who has it may ask, and nothing at the portal gives it away."""

import hashlib
import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
"""12 of 30 signs: 58 bits, too many to be tried at the pace that one address is heard."""


def drawn() -> str:
    """A fresh code, `7K3M-9QTX-2HPA`, without signs that are read for one another."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def matter_of(code: str) -> str:
    """The id of the matter that a code belongs to: made from it, so that the code itself is kept nowhere."""
    bare = re.sub(r"[\s-]", "", code).upper()
    return "q" + hashlib.sha256(f"yanping:{bare}".encode()).hexdigest()[:31]
