"""Second factors: a sealed secret, the last step of time that was used, and what opens the door when it is lost."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from models.store.portal_tables import factor
from models.store.portal_write import insert_for


@dataclass(frozen=True, slots=True)
class Factor:
    """One person's: `confirmed` is the moment from which it counts, empty before; `recovery` are hashes."""

    person: str
    secret: bytes
    confirmed: str = ""
    step: int = 0
    recovery: tuple[str, ...] = ()


def factor_of(connection: Connection, person: str, lock: bool = False) -> Factor | None:
    """The factor of a person, locked until the commit if it is to be changed."""
    chosen = select(factor).where(factor.c.person == person)
    row = connection.execute(chosen.with_for_update() if lock else chosen).one_or_none()
    if row is None:
        return None
    return Factor(row.person, bytes(row.secret), row.confirmed, row.step, tuple(json.loads(row.recovery)))


def put_factor(connection: Connection, one: Factor) -> None:
    """Keeps a factor in place of the one before."""
    values = {"secret": one.secret, "confirmed": one.confirmed, "step": one.step, "recovery": json.dumps(one.recovery)}
    statement = insert_for(connection)(factor).values(person=one.person, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=values))


def use_step(connection: Connection, person: str, step: int) -> bool:
    """Uses up a step of time; False when it or a later one was used already, in whichever process."""
    f = factor.c
    where = f.person == person, f.step < step
    return bool(connection.execute(update(factor).where(*where).values(step=step)).rowcount)


def drop_factor(connection: Connection, person: str) -> bool:
    """Takes a factor away; False when there was none."""
    return bool(connection.execute(delete(factor).where(factor.c.person == person)).rowcount)
