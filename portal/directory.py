"""Brings the directory that the program ships, units and policy texts, into the portal's rows for every desk."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from models.ids import new_id
from models.policy import Directory
from models.rules import load_rules
from models.store.portal import PortalStore
from models.store.portal_log import Act
from models.store.portal_write import Put, Writing, put_plain

RENAMED = {"admin": "sysadmin"}


def bring_in(store: PortalStore, texts: Mapping[str, str], now: datetime) -> int:
    """Writes the shipped policy files and units that are new or changed; gives how many rows.

    A policy text that the office has changed on its own portal stays as it is. BrokenPolicy before anything is
    written, when a file cannot be used."""
    load_rules(texts, lambda unit, fields: ())
    at = now.isoformat(timespec="seconds")

    def job(writing: Writing) -> int:
        puts = [*_policies(writing, texts, at), *_units(writing, texts, at), *_people(writing, at)]
        if puts:
            op = new_id(int(now.timestamp() * 1000), secrets.randbits(82))
            writing.note(Act(op, "portal", "portal", "directory.bring_in", "directory", received=at), puts)
        return len(puts)

    return store.write(job)


def _policies(writing: Writing, texts: Mapping[str, str], at: str) -> Iterator[Put]:
    there = writing.documents("policy")
    for name, text in texts.items():
        before, shipped = there.get(name), hashlib.sha256(text.encode()).hexdigest()
        untouched = before is None or hashlib.sha256(str(before["text"]).encode()).hexdigest() == before["shipped"]
        if untouched and (before is None or before["shipped"] != shipped):
            yield put_plain("policy", name, {"name": name, "text": text, "shipped": shipped, "changed_at": at})


def _units(writing: Writing, texts: Mapping[str, str], at: str) -> Iterator[Put]:
    there = writing.documents("unit")
    for unit in Directory(texts).units.values():
        doc = {name: _plain(value) for name, value in asdict(unit).items() if name != "id"}
        before = {name: value for name, value in there.get(unit.id, {}).items() if name != "changed_at"}
        if before != doc:
            yield put_plain("unit", unit.id, {**doc, "changed_at": at})


def _people(writing: Writing, at: str) -> Iterator[Put]:
    """A role that has another name now; what an administrator of everything could do, a system administrator can't."""
    for person, doc in writing.documents("person").items():
        posts = [{**post, "role": RENAMED.get(post["role"], post["role"])} for post in doc.get("posts", ())]
        if posts != list(doc.get("posts", ())):
            yield put_plain("person", person, {**doc, "posts": posts, "changed_at": at})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
