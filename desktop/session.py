"""What the command line keeps of a sign-in between its verbs."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from models.late import load
from models.problems import Refused

SESSION = "session.json"
RING, SECRET = "yanping-desk", ("token", "key")


def keep_session(folder: Path, doc: dict[str, Any]) -> None:
    """What the next verbs need. Token and key go into the keyring; where there is none, into the same file, which only
    its owner may read: a script has nobody to give the password again."""
    ring = load("desktop.ring").find()
    if ring is not None:
        ring.set_password(RING, _ring_name(folder), json.dumps({name: doc.pop(name) for name in SECRET}))
    handle = os.open(folder / SESSION, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(doc, file, ensure_ascii=False)


def drop_session(folder: Path) -> None:
    """Nothing of it is kept any more."""
    ring, name = load("desktop.ring").find(), _ring_name(folder)
    if ring is not None and ring.get_password(RING, name) is not None:
        ring.delete_password(RING, name)
    (folder / SESSION).unlink(missing_ok=True)


def kept_session(folder: Path) -> dict[str, Any]:
    """What was kept. Refused no_account where nobody signed in."""
    try:
        doc = json.loads((folder / SESSION).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Refused("no_account") from fault
    if not isinstance(doc, dict):
        raise Refused("no_account")
    if "token" not in doc:
        ring = load("desktop.ring").find()
        kept = ring.get_password(RING, _ring_name(folder)) if ring is not None else None
        if kept is None:
            raise Refused("no_account")
        doc |= json.loads(kept)
    return doc


def _ring_name(folder: Path) -> str:
    return f"#session-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
