"""A disclosure request, its unit and a full answer for the tests of notices."""

from datetime import date
from typing import Any

from models.matter import Matter
from models.outcomes import outcomes
from models.policy import Directory, shipped

DIRECTORY = Directory(shipped())
UNIT = DIRECTORY.units["wangtai"]
TODAY = date(2026, 4, 28)
FILE = {"sha256": "a" * 64, "name": "2025年村级项目资金拨付明细（遮盖后）.pdf", "size": 10}
CUT = {"sha256": "b" * 64, "name": FILE["name"], "of": "明细.pdf", "what": "收款人银行账号", "reason": "个人隐私"}
WORDS = {
    name: f"{name}写明了"
    for name, demand in outcomes(DIRECTORY).demands.items()
    if demand.kind in ("line", "text") and name != "redacted"
}


def full(code: str, **more: Any) -> dict[str, Any]:
    """All fields of a request that is answered by `code` with everything that could be demanded."""
    return {
        "title": "村级项目资金拨付明细",
        "received_on": "2026-04-20",
        "form": "paper",
        "way": "post",
        "outcome": {"code": code, "part_ground": "privacy", **WORDS, **more},
        "information": [FILE],
        "redactions": [CUT],
    }


def request(fields: dict[str, Any], **system: Any) -> Matter:
    """A request in hand of 王**."""
    known = {"number": "YSQ-2026-0007", "writer": {"name": "王**"}, "due": {"local": "2026-05-13"}, **system}
    return Matter("r1", "request", "wangtai", "in_hand", "portal", fields=fields, system=known)
