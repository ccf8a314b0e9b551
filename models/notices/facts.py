"""What a notice can know of a disclosure request: its days, its content, how the answer is handed over."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from models.matter import Matter
from models.notices.templates import words
from models.outcomes import answer, ground, outcomes
from models.policy import Directory
from models.shapes import parse_day

Facts = Mapping[str, str]


def long_day(day: date | str) -> str:
    """A day as documents write it, `2026年4月28日`; empty where it is none."""
    known = parse_day(day[:10]) if isinstance(day, str) else day
    return f"{known.year}年{known.month}月{known.day}日" if known else ""


def of_request(request: Matter, directory: Directory) -> Facts:
    """What the request itself says, under the names that templates use; what is not known is left out."""
    fields, system = request.fields, request.system
    due = system.get("due", {})
    known = {
        "title": str(fields.get("title") or ""),
        "number": str(system.get("number") or system.get("provisional_no") or ""),
        "received": long_day(str(fields.get("received_on") or "")),
        "corrected": long_day(str((system.get("correction") or {}).get("received_at") or "")),
        "due": long_day(str(due.get("local") or due.get("legal") or "")),
        "delivery": _delivery(fields, directory),
    }
    return {name: value for name, value in known.items() if value}


def _delivery(fields: Mapping[str, Any], directory: Directory) -> str:
    said = words(directory)
    form, way = said["form"].get(fields.get("form")), said["way"].get(fields.get("way"))
    return str(said["delivery"]).format(form=form, way=way) if form and way else ""


def of_answer(fields: Mapping[str, Any], directory: Directory, on: date) -> Facts:
    """What the answer says, with its case and articles in words."""
    outcome = answer(fields)
    code = outcomes(directory).codes.get(str(outcome.get("code") or ""))
    written = {name: value.strip() for name, value in outcome.items() if isinstance(value, str) and name != "code"}
    known = {
        **written,
        "files": _names(outcome.get("information", ())),
        "redacted": written.get("redacted") or _names(outcome.get("redactions", ()), "what"),
        "part_ground": ground(directory, written.get("part_ground", ""), on),
        "case": code.name if code else "",
        "ground": ground(directory, code.ground, on) if code else "",
    }
    return {name: value for name, value in known.items() if value}


def _names(files: Iterable[Mapping[str, Any]], key: str = "name") -> str:
    named = [str(each.get(key) or "") for each in files]
    return "、".join(dict.fromkeys(name.rpartition(".")[0] or name for name in named if name))
