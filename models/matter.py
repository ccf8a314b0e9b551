"""What every piece of work shares: who owns it, where it stands, what was written, and its trail."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

PENDING = -1
"""The version of a change that the commit counter has not numbered yet."""
UNSEEN = 2**62
"""The same to whoever did not make it: newer than anything that they have seen."""
NOT_YET = (PENDING, UNSEEN)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail (留痕): who took which step, when, in which role, and what is worth knowing of it."""

    op: str
    verb: str
    by: str
    name: str
    role: str
    unit: str
    at: str
    from_state: str
    to_state: str
    note: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matter:
    """A piece of work. `fields` is what people write, `system` what no person can set, `touched` names for each field
    the version and the chain of acts of its last change; `extra` keeps what a newer portal added."""

    id: str
    kind: str
    unit: str
    state: str
    author: str
    version: int = 0
    created_at: str = ""
    changed_at: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    system: Mapping[str, Any] = field(default_factory=dict)
    trail: tuple[Entry, ...] = ()
    touched: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def with_fields(self, values: Mapping[str, Any], chain: str) -> "Matter":
        """The matter with `values` written by the chain of acts `chain`."""
        touched = {**self.touched, **dict.fromkeys(values, (PENDING, chain))}
        return replace(self, fields={**self.fields, **values}, touched=touched)

    def with_system(self, **values: Any) -> "Matter":
        """The matter with system values set; a value of None is taken away."""
        kept = {key: value for key, value in {**self.system, **values}.items() if value is not None}
        return replace(self, system=kept)

    def numbered(self, version: int) -> "Matter":
        """The matter as it is committed under `version`; pending changes get that number."""
        touched = {name: (version, line) if at in NOT_YET else (at, line) for name, (at, line) in self.touched.items()}
        return replace(self, version=version, touched=touched)

    def unseen(self) -> "Matter":
        """The matter as it stands for somebody else than who changed it since it was committed."""
        touched = {name: (UNSEEN, line) if at == PENDING else (at, line) for name, (at, line) in self.touched.items()}
        return replace(self, touched=touched)

    def to_doc(self) -> dict[str, Any]:
        """The JSON document of the row, without its id and version, which the row itself carries."""
        return {
            **self.extra,
            "kind": self.kind,
            "unit": self.unit,
            "state": self.state,
            "author": self.author,
            "created_at": self.created_at,
            "changed_at": self.changed_at,
            "fields": dict(self.fields),
            "system": dict(self.system),
            "trail": [_entry_doc(entry) for entry in self.trail],
            "touched": self.marks(PENDING),
        }

    def marks(self, version: int) -> dict[str, list[Any]]:
        """`touched` as the document has it, with pending changes under `version`."""
        return {name: [version if at in NOT_YET else at, line] for name, (at, line) in self.touched.items()}

    @property
    def standing(self) -> dict[str, Any]:
        """Of the document what decides who may hold it; the whole trail is long."""
        names = ("kind", "unit", "state", "author", "fields", "system")
        return {**self.extra, **{name: getattr(self, name) for name in names}}


_ENTRY_FIELDS = tuple(f.name for f in fields(Entry))
_KNOWN = frozenset(f.name for f in fields(Matter))


def _entry_doc(entry: Entry) -> dict[str, Any]:
    return {
        name: value for name in _ENTRY_FIELDS if (value := getattr(entry, name)) or name in ("op", "verb", "by", "at")
    }


_BLANK = dict.fromkeys(("op", "verb", "by", "name", "role", "unit", "at", "from_state", "to_state"), "")


def _entry(doc: Mapping[str, Any]) -> Entry:
    return Entry(**{**_BLANK, **{name: doc[name] for name in _ENTRY_FIELDS if name in doc}})


def from_doc(identity: str, version: int, doc: Mapping[str, Any]) -> Matter:
    """The matter that a row's document describes; fields unknown here survive in `extra`."""
    return Matter(
        id=identity,
        kind=doc["kind"],
        unit=doc["unit"],
        state=doc["state"],
        author=doc["author"],
        version=version,
        created_at=doc.get("created_at", ""),
        changed_at=doc.get("changed_at", ""),
        fields=doc.get("fields", {}),
        system=doc.get("system", {}),
        trail=tuple(_entry(entry) for entry in doc.get("trail", ())),
        touched={name: (mark[0], mark[1]) for name, mark in doc.get("touched", {}).items()},
        extra={key: value for key, value in doc.items() if key not in _KNOWN},
    )
