"""The counter at which citizens are heard: takes in what they bring, tells by its code where it stands (Art. 15-26)."""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.ids import new_id
from models.intents import Intent
from models.matter import Matter
from models.people import WRITER
from models.problems import Conflict, Refused
from models.records import record_of
from models.store.portal_blobs import Filed, file
from models.writers import CONTACT
from portal.public.codes import drawn, matter_of
from portal.public.pace import Pace
from sync.server.kinds import kind_of
from sync.server.service import House

KINDS = ("letter", "request", "service")
_TOLD = ("title", "body")
_OURS = ("attachments", "received_on")
_CAME: Mapping[str, Mapping[str, str]] = {"letter": {"source": "web"}, "request": {"channel": "web"}, "service": {}}
"""How what comes in here has come: nobody at the line can say otherwise."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a citizen is told: the number in the register, the code to ask by, and the last day of the answer."""

    number: str
    code: str
    due: str


class Counter:
    """Where the public is heard. `limits` is the `[public]` table of the policy."""

    def __init__(self, house: House, limits: Mapping[str, Any]) -> None:
        self._house, self._limits, self._pace = house, limits, Pace.of(limits)

    def bring(self, kind: str, doc: Mapping[str, Any], address: str) -> Taken:
        """Enters a letter, request or case. Refused: malformed, text_too_long, too_many, same_words, blob_type,
        blob_virus, too_large, and whatever the table of the kind refuses."""
        contact, files = _contact(doc.get("writer")), _files(doc.get("files"))
        received = record_of(kind).received
        own = {name: doc[name] for name in received if name in doc and name not in _OURS}
        fields: dict[str, Any] = {**own, **_CAME[kind]}
        self._measure(fields)
        moment = self._house.now().timestamp()
        self._pace.bring(self._house.store, address, "\0".join(str(fields.get(name, "")) for name in _TOLD), moment)
        fields["attachments"] = [self._keep(name, data) for name, data in self._judged(files)]
        code = drawn()
        args = {"fields": fields, "writer": contact, "unit": str(doc.get("unit") or "")}
        matter = self._take(kind, "receive", matter_of(code), args)
        return Taken(str(matter.system.get("number", "")), code, str(matter.system.get("due", {}).get("local", "")))

    def report(self, doc: Mapping[str, Any], address: str) -> Taken:
        """A page error that a visitor marked (网站纠错), for the unit that published the item. Refused: not_found."""
        item = self._item(str(doc.get("item") or ""))
        words = {"title": str(item.fields.get("title") or "")[:100], "body": _said(doc), "about_item": item.id}
        letter = {**words, "channel": "error", "sort": "suggestion", "unit": item.unit, "writer": doc.get("writer")}
        return self.bring("letter", letter, address)

    def status(self, code: str, address: str) -> dict[str, Any]:
        """Where the matter of a code stands, without naming anybody. Refused: not_found, too_many."""
        self._pace.ask(self._house.store, address, self._house.now().timestamp())
        return _told(self._matter(code))

    def answer(self, code: str, verb: str, args: Mapping[str, Any], address: str) -> dict[str, Any]:
        """A writer's own step: `rate` an answer, `correct` a request, `materials_arrived` for a case."""
        self._pace.ask(self._house.store, address, self._house.now().timestamp())
        matter = self._matter(code)
        return _told(self._take(matter.kind, verb, matter.id, dict(args)))

    def _take(self, kind: str, verb: str, identity: str, args: Mapping[str, Any]) -> Matter:
        now = self._house.now()
        rand = int.from_bytes(hashlib.sha256(f"{identity}{verb}{now.isoformat()}".encode()).digest())
        op = new_id(int(now.timestamp() * 1000), rand)
        act = Intent(op, f"{kind}.{verb}", identity, args=args, made_at=now.isoformat(timespec="seconds"))
        verdict = self._house.intake.take(WRITER, [act], now)[0]
        if verdict.result != "ok":
            raise Refused(verdict.code, verdict.article, **verdict.facts)
        with self._house.store.reading() as reading:
            found = reading.matter(kind, identity)
        if found is None:
            raise Conflict(())
        return found

    def _matter(self, code: str) -> Matter:
        identity = matter_of(code)
        with self._house.store.reading() as reading:
            found = next((one for kind in KINDS if (one := reading.matter(kind, identity))), None)
        if found is None:
            raise Refused("not_found", id=code[:20])
        return found

    def _item(self, identity: str) -> Matter:
        with self._house.store.reading() as reading:
            found = reading.matter("item", identity) if identity else None
        if found is None or found.state != "published":
            raise Refused("not_found", id=identity[:40])
        return found

    def _measure(self, fields: Mapping[str, Any]) -> None:
        for name in _TOLD:
            if len(str(fields.get(name) or "")) > self._limits[name]:
                raise Refused("text_too_long", (), name=name, most=self._limits[name])

    def _judged(self, files: Sequence[tuple[str, bytes]]) -> Sequence[tuple[str, bytes]]:
        """All files before any is kept: their number, size, type by content, and what none may hold."""
        if len(files) > self._limits["files"]:
            raise Refused("too_many_files", (), most=self._limits["files"])
        for name, data in files:
            if len(data) > self._limits["file_bytes"]:
                raise Refused("too_large", (), most=self._limits["file_bytes"])
            if kind_of(data) not in self._limits["endings"]:
                raise Refused("blob_type", (), name=name[:80], kind=kind_of(data))
            self._house.files.judge(hashlib.sha256(data).hexdigest(), data, name)
        return files

    def _keep(self, name: str, data: bytes) -> dict[str, Any]:
        sha256 = hashlib.sha256(data).hexdigest()
        self._house.files.keep(sha256, data)
        at = self._house.now().isoformat(timespec="seconds")
        file(self._house.store, Filed(sha256, len(data), kind_of(data), WRITER.person, at))
        return {"sha256": sha256, "name": name, "size": len(data), "mime": ""}


def _contact(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise Refused("malformed", where="writer")
    return {name: value[name].strip() for name in CONTACT if value.get(name, "").strip()}


def _files(value: object) -> list[tuple[str, bytes]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Refused("malformed", where="files")
    try:
        return [(str(each["name"]), base64.b64decode(str(each["data"]), validate=True)) for each in value]
    except (KeyError, binascii.Error, ValueError) as fault:
        raise Refused("malformed", where="files") from fault


def _said(doc: Mapping[str, Any]) -> str:
    words, note = str(doc.get("words") or "").strip(), str(doc.get("note") or "").strip()
    if not words:
        raise Refused("argument_missing", (), name="text")
    return f"“{words}”\n{note}".strip()


def _told(matter: Matter) -> dict[str, Any]:
    """What a code is told: never who handles it, never who wrote it."""
    system = matter.system
    told = {
        "kind": matter.kind, "number": system.get("number", ""), "state": matter.state, "unit": matter.unit,
        "received_on": matter.fields.get("received_on", ""), "due": system.get("due", {}).get("local", ""),
        "extended": system.get("extension", {}).get("state") == "told", "answered_at": system.get("answered_at", ""),
        "rated": system.get("rating", {}).get("score", ""),
    }  # fmt: skip
    if system.get("answered_at"):
        told["answer"] = matter.fields.get("notice" if matter.kind == "request" else "reply", "")
    if matter.state == "correction":
        told["asked"] = {name: system["correction"].get(name, "") for name in ("what", "until")}
    if matter.state == "materials_asked":
        told["asked"] = {"missing": system["materials"][-1]["missing"]}
    return told
