"""Who works here: units, persons, and the posts that give a person a role in a unit (Art. 4, 5, 24, 27, 32, 40)."""

from dataclasses import dataclass, field
from datetime import date

ADMINISTRATORS = ("sysadmin", "secadmin", "auditor")
"""三员: accounts and units; permissions, policies and desks; the reading of the log (GB/T 22239-2019, 8.1.4.2, 8.1.5).
Who is one of them holds no other post, so that none can act, permit and check in one person."""
ROLES = ("clerk", "reviewer", "leader", "dispatcher", "office", "operator", "supervisor", "inspector", *ADMINISTRATORS)
DISTRICT_ROLES = frozenset(ROLES[2:])


@dataclass(frozen=True, slots=True)
class Unit:
    """A department, township, street or party organ; `org` is its part of the index number, `full` its name in full."""

    id: str
    name: str
    short: str
    en: str
    kind: str
    code: str
    org: str
    site: bool = True
    one_person: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    full: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """One role of a person in one unit."""

    unit: str
    role: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person with the posts that the portal granted; `device` names the desk that speaks."""

    person: str
    name: str
    posts: frozenset[Post] = field(default_factory=frozenset)
    device: str = ""

    def holds(self, role: str, unit: str | None = None) -> bool:
        """Whether the person has `role`, in `unit` if one is named."""
        return any(post.role == role and unit in (None, post.unit) for post in self.posts)

    def units(self, *roles: str) -> tuple[str, ...]:
        """The units in which the person holds one of `roles` (any, when none is named), in order."""
        return tuple(sorted({post.unit for post in self.posts if not roles or post.role in roles}))

    def role_in(self, unit: str, roles: tuple[str, ...]) -> str:
        """The first of `roles` that the person holds in `unit`, else anywhere, else the empty string."""
        here = [role for role in roles if self.holds(role, unit)]
        return (here or [role for role in roles if self.holds(role)] or [""])[0]


PORTAL = Actor("portal", "门户", frozenset({Post("portal", "portal")}), "portal")
WRITER = Actor("writer", "来信人", frozenset({Post("portal", "writer")}), "portal")
"""A citizen at the public pages, known only by what they bring: a letter, or the code under which it is asked for."""
PUBLIC_ACTORS = (PORTAL, WRITER)
"""Those who act at the portal itself and hold no desk."""
