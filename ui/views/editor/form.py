"""The fields of the properties form as a table: what each is, and when it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ui.presenters.editing import GUIDE_FIELDS, is_guide

When = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: `kind` line, text, choice, tick, list, several, day or moment; shown while `when` holds."""

    name: str
    kind: str = "line"
    options: str = ""
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading, which goes when `when` does not hold."""

    name: str
    specs: tuple[Spec, ...]
    when: When | None = None


def _says(name: str, value: object) -> When:
    return lambda fields: fields.get(name) == value


_REPRINT = _says("reprint", True)
_LINES = frozenset({"name", "contact", "promise", "supervision"})


def _guide(name: str) -> Spec:
    if name == "category":
        return Spec("guide.category", "choice", "category", is_guide)
    return Spec(f"guide.{name}", "line" if name in _LINES else "text", "", is_guide)


FORM = (
    Group("guide", tuple(_guide(name) for name in GUIDE_FIELDS), is_guide),
    Group(
        "record",
        (
            Spec("doc_no"),
            Spec("written_on", "day"),
            Spec("summary", "text"),
            Spec("keywords", "list"),
            Spec("disclosure_reason", "text", when=_says("disclosure", "on_request")),
        ),
    ),
    Group(
        "classes",
        (
            Spec("topic", "choice", "topics"),
            Spec("genre", "choice", "genres"),
            Spec("audience", "several", "audiences"),
            Spec("validity", "choice", "validity"),
            Spec("term", "choice", "term"),
            Spec("valid_until", "day", when=_says("term", "limited")),
        ),
    ),
    Group(
        "source",
        (
            Spec("reprint", "tick"),
            Spec("source.name", when=_REPRINT),
            Spec("source.url", when=_REPRINT),
            Spec("source.date", "day", when=_REPRINT),
            Spec("contributor"),
            Spec("first_elsewhere_at", "moment"),
        ),
    ),
    Group(
        "placing",
        (
            Spec("main_column", "choice", "main_columns"),
            Spec("lead_unit", "choice", "lead_units"),
            Spec("co_units", "several", "units"),
            Spec("consultation", "tick"),
            Spec("publish_at", "moment"),
        ),
    ),
)
FIXED = {
    "validity": ("", "valid", "invalid", "repealed"),
    "term": ("", "long", "limited"),
    "category": ("", "行政许可", "非行政许可", "其他服务"),
}
"""Choices that no policy file lists. The classes of a service (Art. 19) are kept as they are published."""
