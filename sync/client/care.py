"""What a signed-in person asks of the portal's doors: sessions, the second factor, and the emptying of a desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol
from urllib.parse import quote

from models.problems import Refused, Unreachable
from sync.reading import Reader

AT_ONCE = 100
"""Texts of one request."""


class Asking(Protocol):
    """As much of `Remote` as is used."""

    def ask(self, method: str, path: str, doc: Mapping[str, Any] | None = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk of a person. `session` names its session where it has one; `this` is the one that asks."""

    account: str
    name: str
    device: str
    label: str
    address: str
    seen: str
    session: str
    since: str
    revoked: str
    this: bool = False


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as a system administrator sees it."""

    account: str
    person: str
    name: str
    posts: tuple[str, ...]
    disabled: bool


@dataclass(frozen=True, slots=True)
class FactorLine:
    """Whether there is a second factor, since when, whether there must be, and how many codes on paper are left."""

    on: bool
    since: str
    demanded: bool
    left: int


class Care:
    """Raises what the portal refuses, and Unreachable where something else answers. Off the main thread."""

    def __init__(self, portal: Asking) -> None:
        self._ask = portal.ask

    def sessions(self) -> tuple[DeskLine, ...]:
        """One's own desks."""
        return _desks(self._ask("GET", "/v1/sessions"))

    def end(self, session: str) -> None:
        """Ends a session of one's own."""
        self._ask("DELETE", f"/v1/sessions/{quote(session, safe='')}")

    def factor(self) -> FactorLine:
        """One's own second factor."""
        read = _reader(self._ask("GET", "/v1/factor"))
        return FactorLine(read.flag("on"), read.text("since"), read.flag("demanded"), read.number("left"))

    def begin_factor(self, password: str) -> str:
        """The address that the picture for the telephone carries."""
        return _reader(self._ask("POST", "/v1/factor", {"password": password})).text("uri", None)

    def confirm_factor(self, code: str) -> tuple[str, ...]:
        """The codes for paper, once the first code was right."""
        return _reader(self._ask("POST", "/v1/factor/confirm", {"code": code})).texts("recovery")

    def remove_factor(self, password: str, code: str) -> None:
        """From now on without."""
        self._ask("POST", "/v1/factor/remove", {"password": password, "code": code})

    # Administrators.

    def all_sessions(self, search: str) -> tuple[DeskLine, ...]:
        """Desks of everybody."""
        return _desks(self._ask("GET", f"/v1/admin/sessions?search={quote(search, safe='')}"))

    def end_any(self, session: str) -> None:
        """Ends anybody's session."""
        self._ask("DELETE", f"/v1/admin/sessions/{quote(session, safe='')}")

    def revoke(self, account: str, device: str) -> None:
        """Has a desk emptied."""
        self._ask("POST", "/v1/admin/devices/revoke", {"account": account, "device": device})

    def accounts(self) -> tuple[AccountLine, ...]:
        """All accounts."""
        found = _reader(self._ask("GET", "/v1/admin/accounts")).several("accounts", 100_000)
        return tuple(_account(Reader(one, "account")) for one in found)

    def set_account(self, account: str, does: str) -> None:
        """`does` is disable or enable."""
        self._ask("POST", "/v1/admin/accounts", {"account": account, "does": does})

    # A desk that was revoked.

    def leave(self, texts: Sequence[Mapping[str, Any]]) -> None:
        """What was written and not sent, to be kept for the person's next desk; the same again is no fault."""
        for at in range(0, len(texts), AT_ONCE):
            self._ask("POST", "/v1/left", {"texts": list(texts[at : at + AT_ONCE])})

    def emptied(self) -> None:
        """Nothing is left here."""
        self._ask("POST", "/v1/emptied", {})


def _reader(doc: object) -> Reader:
    try:
        return Reader(doc, "doors")
    except Refused as fault:
        raise Unreachable("portal_foreign") from fault


def _desks(doc: object) -> tuple[DeskLine, ...]:
    return tuple(_desk(Reader(one, "session")) for one in _reader(doc).several("sessions"))


def _desk(read: Reader) -> DeskLine:
    names: Iterable[str] = (field.name for field in fields(DeskLine) if field.name != "this")
    return DeskLine(**{name: read.text(name) for name in names}, this=read.flag("this"))


def _account(read: Reader) -> AccountLine:
    return AccountLine(
        read.text("account"), read.text("person"), read.text("name"), read.texts("posts"), read.flag("disabled")
    )  # fmt: skip
