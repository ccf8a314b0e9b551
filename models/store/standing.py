"""The open matters and the dockets on this desk, as they are expected to become, for whoever must look through all."""

import json
from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from models.docket import ROW
from models.matter import Matter, from_doc
from models.store.desk_tables import overlay, rows


def open_matters(
    connection: Connection, states: Collection[tuple[str, str]], ageing: Collection[str] = (), since: str = ""
) -> list[Matter]:
    """The matters that stand in one of these states (of a kind). What lies over a row goes before it, and a matter
    before its docket. Of the `ageing` kinds only those that changed `since` a moment, or have a day to come."""
    kinds, names = {kind for kind, _ in states}, {state for _, state in states}
    found: dict[tuple[str, str], Matter] = {}
    covered = {(row.type, row.id) for row in connection.execute(select(overlay.c.type, overlay.c.id))}
    for table in (rows, overlay):
        c = table.c
        chosen = select(c.type, c.id, c.version, c.doc).where(c.listed, c.kind.in_((*kinds, ROW)), c.state.in_(names))
        if ageing:
            chosen = chosen.where(or_(c.kind.not_in(tuple(ageing)), c.changed_at >= since, c.due != ""))
        for row in connection.execute(chosen):
            if table is overlay or (row.type, row.id) not in covered:
                found[row.type, row.id] = from_doc(row.id, row.version, json.loads(row.doc))
    whole = {identity for type_, identity in found if type_ != ROW}
    return [
        matter
        for (type_, identity), matter in found.items()
        if (matter.kind, matter.state) in states and not (type_ == ROW and identity in whole)
    ]


def dockets(connection: Connection) -> list[Matter]:
    """All dockets, of what is open and of what is done."""
    found: dict[str, Matter] = {}
    for table in (rows, overlay):
        chosen = select(table.c.id, table.c.version, table.c.doc).where(table.c.type == ROW)
        found |= {row.id: from_doc(row.id, row.version, json.loads(row.doc)) for row in connection.execute(chosen)}
    return list(found.values())
