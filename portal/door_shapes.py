"""What the routes of the doors take and answer, as their description in the OpenAPI document says it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field


class SignIn(BaseModel):
    """Who signs in from which desk; `device` is a random name that the desk keeps to itself, `label` is what the
    computer calls itself, `code` comes from the telephone or from paper."""

    account: str = Field(max_length=64)
    password: str = Field(max_length=1000)
    device: str = Field(max_length=80)
    code: str = Field("", max_length=40)
    label: str = Field("", max_length=80)


class PostOut(BaseModel):
    """One role of the person in one unit."""

    unit: str
    role: str


class SessionOut(BaseModel):
    """A session; `must_change`: nothing but a new password is heard before it is changed; `must_enrol`: the same of a
    second factor; `revoked`: the desk is to erase what it holds for the person."""

    token: str
    person: str
    name: str
    posts: list[PostOut]
    device: str
    expires_at: str
    lease_until: str
    must_change: bool
    now: str
    must_enrol: bool
    revoked: bool


class NewPassword(BaseModel):
    """The password as it is and as it shall be."""

    old: str
    new: str


class TokenOut(BaseModel):
    """The token that goes on in place of the one before."""

    token: str


class DeskOut(BaseModel):
    """A desk of a person; `session` names its session where it has one, `revoked` is when it was told to be emptied."""

    account: str
    person: str
    name: str
    device: str
    label: str
    address: str
    first: str
    seen: str
    session: str
    since: str
    revoked: str
    this: bool


class DesksOut(BaseModel):
    """Desks, the one seen last first."""

    sessions: list[DeskOut]


class DeviceIn(BaseModel):
    """A desk of an account."""

    account: str = Field(max_length=64)
    device: str = Field(max_length=80)


class StoreKey(BaseModel):
    """The key of this desk's store in hex, 64 signs: the one to keep, the one that was kept; empty: none."""

    key: str = Field("", max_length=64)


class AccountOut(BaseModel):
    """An account with the person behind it."""

    account: str
    person: str
    name: str
    disabled: bool
    must_change: bool
    posts: list[str]


class AccountsOut(BaseModel):
    """All of them."""

    accounts: list[AccountOut]


class AccountIn(BaseModel):
    """What is done with an account: disable, enable."""

    account: str = Field(max_length=64)
    does: str = Field(max_length=20)


class FactorOut(BaseModel):
    """Whether there is a second factor, since when, whether there must be, and how many codes on paper are left."""

    on: bool
    since: str
    demanded: bool
    left: int


class PasswordIn(BaseModel):
    """The password, given again."""

    password: str = Field(max_length=1000)


class UriOut(BaseModel):
    """What the picture for the telephone carries (otpauth)."""

    uri: str


class FactorCodeIn(BaseModel):
    """A code of the telephone."""

    code: str = Field(max_length=40)


class RecoveryOut(BaseModel):
    """Codes for paper, each of which opens the door once."""

    recovery: list[str]


class GiveUpIn(BaseModel):
    """Password and code."""

    password: str = Field(max_length=1000)
    code: str = Field(max_length=40)


class LeftIn(BaseModel):
    """Texts that were never sent, each as the act that would have sent it, with its title and when it was written."""

    texts: list[dict[str, Any]] = Field(max_length=200)


DOOR_ANSWERS: Mapping[str, tuple[str, type[BaseModel] | None, type[BaseModel] | None, tuple[int, ...]]] = {
    "session": ("Sign in", SignIn, SessionOut, (400, 401, 403, 413, 429)),
    "sign_out": ("Sign out", None, None, ()),
    "password": ("Set a new password", NewPassword, TokenOut, (400, 401, 403, 413, 422, 429)),
    "sessions": ("One's own desks and sessions", None, DesksOut, (401, 403)),
    "store_key": (
        "Keep the key of this desk's store, and give the one kept before",
        StoreKey,
        StoreKey,
        (400, 401, 403, 413),
    ),
    "end_session": ("End a session of one's own", None, None, (401, 403, 404)),
    "left": ("Keep what a revoked desk never sent", LeftIn, None, (400, 401, 404, 413)),
    "emptied": ("Say that a revoked desk is empty", None, None, (401, 404)),
    "factor": ("One's second factor", None, FactorOut, (401, 403)),
    "begin_factor": ("Begin with a second factor", PasswordIn, UriOut, (400, 401, 403, 413, 429)),
    "confirm_factor": ("The first code of it", FactorCodeIn, RecoveryOut, (400, 401, 403, 413, 429)),
    "remove_factor": ("Do without it", GiveUpIn, None, (400, 401, 403, 404, 413, 429)),
    "all_sessions": ("All desks and sessions", None, DesksOut, (400, 401, 403)),
    "end_any_session": ("End a session", None, None, (401, 403, 404)),
    "revoke": ("Tell a desk to erase what it holds for a person", DeviceIn, None, (400, 401, 403, 404, 413)),
    "accounts": ("All accounts", None, AccountsOut, (401, 403)),
    "set_account": ("Close or open an account", AccountIn, None, (400, 401, 403, 404, 413)),
}
