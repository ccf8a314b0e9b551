"""Which administrator may do what, and who does it: 三员, kept apart (GB/T 22239-2019, 8.1.4.2 d, 8.1.5.1-8.1.5.3)."""

from collections.abc import Mapping

from models.people import PORTAL, Actor
from models.problems import Refused
from portal.accounts import Accounts

RIGHTS: Mapping[str, str] = {
    "account.add": "sysadmin",
    "account.disable": "sysadmin",
    "account.enable": "sysadmin",
    "account.list": "sysadmin",
    "account.phone": "sysadmin",
    "calendar.import": "sysadmin",
    "removals.confirm": "sysadmin",
    "account.posts": "secadmin",
    "account.reset": "secadmin",
    "factor.off": "secadmin",
    "session.list": "secadmin",
    "session.end": "secadmin",
    "device.revoke": "secadmin",
    "audit.read": "auditor",
    "audit.prune": "auditor",
}
"""Who makes an account gives it no posts and no password; who gives those makes none; who reads the log, and
lets go of what is old in it, does none."""


def allow(actor: Actor, right: str) -> None:
    """Refused not_yours unless the person holds the role that the right belongs to."""
    if not actor.holds(RIGHTS[right]):
        raise Refused("not_yours", (38,), verb=right)


def acting(accounts: Accounts, right: str, login: str) -> Actor:
    """Who acts on the portal's command line: the administrator `login`, else the first who may. Where nobody holds the
    role yet, as in a portal that is being set up, the portal itself. Refused: account_unknown, not_administrator."""
    role = RIGHTS[right]
    people = sorted(((one.login, actor) for one, actor in accounts.listed() if not one.disabled), key=lambda p: p[0])
    if not login:
        return next((actor for _, actor in people if actor.holds(role)), PORTAL)
    found = next((actor for name, actor in people if name == login.strip().lower()), None)
    if found is None:
        raise Refused("account_unknown", account=login[:64])
    if not found.holds(role):
        raise Refused("not_administrator", account=login[:64], role=role)
    return found
