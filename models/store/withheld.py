"""What the portal takes away in a mass without saying why stays on this desk until its person says that it may go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.scopes import CHILDREN
from models.store.desk_tables import held
from models.store.listing import KINDS
from models.store.received import GONE, erase, fresh, let_go_of, note_withheld, unheld, withheld
from models.store.tables import among

Key = tuple[str, str]
SOME = 500


@dataclass(frozen=True, slots=True)
class Guard:
    """How much may go from a scope at once: so many rows, or a share of what it holds, whichever is more."""

    rows: int = 50
    percent: int = 20

    def stops(self, gone: int, of: int) -> bool:
        """Whether it is more than both."""
        return gone > self.rows and gone * 100 > self.percent * of


GUARD = Guard()


@dataclass(frozen=True, slots=True)
class Withheld:
    """So many `rows` of a scope, `of` as many, that the portal took away; `matters` among them. Asked since `at`."""

    scope: str
    rows: int
    of: int
    matters: int
    at: str


def settle(connection: Connection, guard: Guard, own: Collection[str], at: str, *, last: bool) -> set[str]:
    """Lets go of what is marked as taken away, the ids that are gone; with `last`, at the end of an answer, also of
    what is not too much. The rest waits for the person.

    What another scope holds is not missed, nor what this person's `own` acts moved, nor what belongs to a matter that
    is still here, as to its docket."""
    noted = withheld(connection)
    if not noted:
        return set()
    gone, by_scope = set[str](), _marked(connection, noted)
    here, ids = _here(connection, {key for keys in by_scope.values() for key in keys})
    for scope, keys in by_scope.items():
        loose = {key for key in keys if key in here or _matter(key) in ids or _matter(key) in own}
        gone |= _drop(connection, scope, loose)
        left, asked = len(keys - loose), noted[scope]
        if not left:
            del noted[scope]
        elif last and not asked and not guard.stops(left, left + _count(connection, scope)):
            gone |= let_go_of(connection, GONE + scope)
            del noted[scope]
        elif last:
            noted[scope] = asked or at
    note_withheld(connection, noted)
    return gone


def undecided(connection: Connection) -> bool:
    """Whether something is marked as taken away, and the end of an answer has not come yet."""
    return "" in withheld(connection).values()


def asked(connection: Connection) -> list[Withheld]:
    """What waits for the person's word."""
    noted = {scope: at for scope, at in withheld(connection).items() if at}
    found = []
    for scope, keys in _marked(connection, noted).items():
        matters = {identity for type_, identity in keys if type_ in KINDS}
        found.append(Withheld(scope, len(keys), len(keys) + _count(connection, scope), len(matters), noted[scope]))
    return [one for one in found if one.rows]


def let_go(connection: Connection, scope: str) -> set[str]:
    """The person says that it may go; the ids that are gone."""
    noted = withheld(connection)
    noted.pop(scope, None)
    note_withheld(connection, noted)
    return let_go_of(connection, GONE + scope)


def _marked(connection: Connection, noted: Mapping[str, str]) -> dict[str, set[Key]]:
    found: dict[str, set[Key]] = {}
    for scope in noted:
        chosen = select(held.c.type, held.c.id).where(held.c.scope == GONE + scope)
        found[scope] = {(row.type, row.id) for row in connection.execute(chosen)}
    return found


def _matter(key: Key) -> str:
    return key[1].partition(".")[0] if key[0] in CHILDREN else key[1]


def _here(connection: Connection, keys: Collection[Key]) -> tuple[set[Key], set[str]]:
    """Which of these rows are held, and the ids of all that is held of their matters."""
    wanted = sorted({_matter(key) for key in keys} | {identity for _, identity in keys})
    types, found = sorted({*KINDS, *(type_ for type_, _ in keys)}), set[Key]()
    for start in range(0, len(wanted), SOME):
        some = held.c.type.in_(types), held.c.id.in_(wanted[start : start + SOME]), fresh(held.c.scope)
        found |= {(row.type, row.id) for row in connection.execute(select(held.c.type, held.c.id).where(*some))}
    return found, {identity for _, identity in found}


def _drop(connection: Connection, scope: str, keys: Collection[Key]) -> set[str]:
    entries = sorted(keys)
    for some in among(held, entries):
        connection.execute(held.delete().where(some, held.c.scope == GONE + scope))
    return erase(connection, unheld(connection, entries))


def _count(connection: Connection, scope: str) -> int:
    chosen = select(func.count()).select_from(held).where(held.c.scope == scope)
    return int(connection.execute(chosen).scalar_one())
