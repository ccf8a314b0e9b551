"""The desk without a window: its verbs read and write JSON lines, for scripts and for offices without a screen."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from platform import node
from time import perf_counter
from typing import Any, TextIO

from desktop import backups, bundle_verbs, withheld_verbs
from desktop.by_hand import ByHand
from desktop.emptying import at_line
from desktop.entrance import Pass
from desktop.paths import Profile
from desktop.saying import draft_line, refused, seen_line, undelivered_line
from desktop.seat import Seat, device_of, open_seat, own_name, store_key
from desktop.session import keep_session, kept_session
from models.docket import ROW
from models.late import load
from models.people import Actor, Post
from models.problems import Refused, unreadable
from models.records import digest_of
from models.store.desk import documents
from sync.client.desk import Desk, Query
from sync.client.engine import Engine, Round
from sync.client.lease import days_of

ZONE = timezone(timedelta(hours=8))
PAGE = 200


def now() -> datetime:
    """The moment, in the district's time."""
    return datetime.now(ZONE)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a verb reads from and writes to."""

    source: TextIO
    target: TextIO

    def say(self, doc: dict[str, Any]) -> None:
        """One JSON line, at once."""
        self.target.write(json.dumps(doc, ensure_ascii=False) + "\n")
        self.target.flush()


def main(arguments: Sequence[str], source: TextIO | None = None, target: TextIO | None = None) -> int:
    """Runs one verb. The exit code is 0, 1 when something was refused, 2 for a wrong command line."""
    given = _parser().parse_args(list(arguments))
    line = Line(source or sys.stdin, target or sys.stdout)
    try:
        return int(_VERBS[given.verb](given, line))
    except Refused as problem:
        emptied = at_line(Profile(given.profile), _session(given)) if problem.code == "device_revoked" else None
        line.say({**refused(problem), **({"kept_at_portal": emptied} if emptied is not None else {})})
        return 1
    except BrokenPipeError:
        # Whoever read along has heard enough; the interpreter's own flush at the end must not complain of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("desk", description="延平门户工作台，命令行 · Yanping Portal Desk, command line")
    verbs = parser.add_subparsers(dest="verb", required=True)
    made = {name: verbs.add_parser(name) for name in _VERBS}
    ways = *bundle_verbs.options(made.pop("bundle")), *withheld_verbs.options(made.pop("withheld"))
    for each in (*made.values(), *ways):
        each.add_argument("--profile", required=True, type=Path, metavar="DIR")
    made["sign-in"].add_argument("--portal", required=True, metavar="URL")
    made["sign-in"].add_argument("--ca", type=Path, metavar="FILE", help="believe this CA alone, from now on")
    made["sign-in"].add_argument("--account", required=True)
    made["sign-in"].add_argument("--password-stdin", action="store_true", required=True)
    made["sign-in"].add_argument("--new-password-stdin", action="store_true", help="the next line is a new password")
    made["sign-in"].add_argument("--code-stdin", action="store_true", help="the next line is a code of the telephone")
    made["backup"].add_argument("what", choices=("list", "make", "restore"))
    made["backup"].add_argument("which", nargs="?", default="", help="the name of the backup to put back")
    made["sync"].add_argument("--compare", action="store_true", help="also compare all that is here with the portal")
    made["show"].add_argument("--type", default="item")
    for name in ("--id", "--state", "--search", "--tab"):
        made["show"].add_argument(name, default="")
    return parser


def _sign_in(given: argparse.Namespace, line: Line) -> int:
    password = line.source.readline().rstrip("\r\n")
    place = Profile(given.profile).make()
    if given.ca:
        place.believe(given.ca)
    folder, device = place.folder, device_of(place.folder, now)
    remote = load("sync.client.remote").Remote(given.portal, authority=place.authority)
    code = line.source.readline().strip() if given.code_stdin else ""
    info = remote.session(given.account, password, device, code, node())
    fresh = line.source.readline().rstrip("\r\n") if info.must_change and given.new_password_stdin else ""
    if fresh:
        info = replace(info, token=remote.change_password(password, fresh))
    memory = load("desktop.secrets").Secrets(place.secrets, load("desktop.ring").find)
    key = store_key(folder, info.person, remote, memory.key_of(given.account, password))
    posts = tuple((post.unit, post.role) for post in info.posts)
    opened = Pass(info.token, info.person, info.name, posts, now().isoformat(timespec="seconds"), key)
    memory.keep(given.account, fresh or password, opened, remember=False)
    doc = {**asdict(info), "portal": given.portal, "account": given.account, "posts": [asdict(p) for p in info.posts]}
    keep_session(folder, {**doc, "key": key})
    actor = Actor(info.person, info.name, frozenset(info.posts), device)
    seat = open_seat(folder, actor, now, lease=days_of(info, now()), key=bytes.fromhex(key))
    due = info.must_change and not given.new_password_stdin
    if not due:
        ByHand(seat).greet(remote, anew=True)
    seat.close()
    told = {"account": given.account, "person": info.person, "name": info.name, "posts": doc["posts"]}
    line.say({"ok": not due, **told, "device": device, "must_change": due, "lease_until": info.lease_until})
    return 1 if due else 0


def _session(given: argparse.Namespace) -> dict[str, Any]:
    return kept_session(given.profile)


def _seat(given: argparse.Namespace) -> Seat:
    doc = _session(given)
    posts = frozenset(Post(post["unit"], post["role"]) for post in doc["posts"])
    actor = Actor(doc["person"], doc["name"], posts, doc["device"])
    return open_seat(given.profile, actor, now, key=bytes.fromhex(doc.get("key", "")))


def _with_desk(verb: Callable[[argparse.Namespace, Line, Desk], int]) -> Callable[[argparse.Namespace, Line], int]:
    def run(given: argparse.Namespace, line: Line) -> int:
        seat = _seat(given)
        try:
            return verb(given, line, seat.desk)
        finally:
            seat.close()

    return run


def _do(given: argparse.Namespace, line: Line, desk: Desk) -> int:
    code = 0
    for number, text in enumerate(line.source, 1):
        if text.strip():
            answer = _one(desk, text, number)
            line.say(answer)
            code |= not answer["ok"]
    return code


def _one(desk: Desk, text: str, number: int) -> dict[str, Any]:
    try:
        doc = json.loads(text)
        if not isinstance(doc, dict) or not isinstance(doc.get("kind"), str):
            raise ValueError("kind")
    except ValueError:
        return refused(Refused("malformed", where=f"line {number}"))
    identity = str(doc.get("id") or desk.new_id())
    try:
        return {"ok": True, **_taken(desk, doc, identity)}
    except Refused as problem:
        return {"id": identity, "kind": doc["kind"], **refused(problem)}


def _taken(desk: Desk, doc: dict[str, Any], identity: str) -> dict[str, Any]:
    args, expect = doc.get("args") or {}, doc.get("expect") or {}
    if not isinstance(args, dict) or not isinstance(expect, dict) or not expect.keys() <= {"state", "content"}:
        raise Refused("malformed", where="args")
    if doc["kind"].endswith(".settle"):
        fields = args.get("fields")
        identity = desk.settle(identity, str(args.get("how", "")), fields if isinstance(fields, dict) else None)
        return {"kind": doc["kind"], **seen_line(desk.seen(identity), short=True)}
    args = _with_files(desk, doc, identity, args)
    expect = {"content": _text_here(desk, doc["kind"], identity), **expect}
    return {"kind": doc["kind"], **seen_line(desk.do(doc["kind"], identity, args, expect), short=True)}


def _text_here(desk: Desk, kind: str, identity: str) -> str:
    """The digest of the text as this desk shows it, to which a step is bound that names no other; the portal still
    refuses the step when its own text is another one."""
    workflow = desk.rules.workflows.get(kind.partition(".")[0])
    step = workflow.steps.get(kind.partition(".")[2]) if workflow else None
    if step is None or "text_seen" not in step.asks:
        return ""
    return digest_of(desk.seen(identity).matter)


def _with_files(desk: Desk, doc: dict[str, Any], identity: str, args: dict[str, Any]) -> dict[str, Any]:
    """Takes the files named in `files` in, as attachments of the text that the act sets."""
    named = doc.get("files") or []
    where = "fields" if doc["kind"].endswith(".create") else "set"
    if not named:
        return args
    values = dict(args.get(where) or {})
    before = values.get("attachments")
    if before is None:
        before = [] if where == "fields" else list(desk.seen(identity).matter.fields.get("attachments") or [])
    return {**args, where: {**values, "attachments": [*before, *(_attached(desk, Path(str(each))) for each in named)]}}


def _attached(desk: Desk, path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise unreadable(path.name, fault) from fault
    return {"sha256": desk.put_blob(data, path.name), "name": path.name, "size": len(data), "mime": ""}


def _sync(given: argparse.Namespace, line: Line, desk: Desk) -> int:
    doc, begun = _session(given), perf_counter()
    remote = load("sync.client.remote").Remote(doc["portal"], doc["token"], Profile(given.profile).authority)
    done, problem = Round(), None
    engine = Engine(desk, remote, doc["device"])
    engine.compare_next(wanted=given.compare)
    try:
        done = own_name(given.profile, doc["device"], now, engine.round())
    except Refused as fault:
        if fault.code == "device_revoked":
            raise
        desk.lease.check()
        problem = fault
    meter, (waiting, undelivered) = remote.meter, desk.tally()
    line.say(
        {
            "ok": problem is None, "outdated": done.outdated,
            "requests": meter.requests, "bytes_up": meter.up, "bytes_down": meter.down,
            "sent": done.sent, "received": done.received, "waiting": waiting, "refused": done.refused,
            "conflicts": done.conflicts, "undelivered": undelivered, "withheld": len(desk.withheld()),
            **({"fetched": done.repaired.fetched, "let_go": done.repaired.let_go} if done.repaired else {}),
            "milliseconds": round((perf_counter() - begun) * 1000, 1),
            **(refused(problem) if problem else {}),
        }
    )  # fmt: skip
    return 1 if problem else 0


def _bundle(given: argparse.Namespace, line: Line) -> int:
    seat = _seat(given)
    try:
        return bundle_verbs.run(given, line.say, ByHand(seat), seat.desk.tally)
    finally:
        seat.close()


def _show(given: argparse.Namespace, line: Line, desk: Desk) -> int:
    if given.type not in (*desk.rules.workflows, ROW):
        for doc in _plain(desk, given.type, given.id):
            line.say(doc)
        return 0
    for identity in [given.id] if given.id else _ids(desk, given):
        line.say(seen_line(desk.seen(identity)))
    return 0


def _ids(desk: Desk, given: argparse.Namespace) -> Iterator[str]:
    states = (given.state,) if given.state else ()
    query = Query(given.type, given.tab or "all", states, words=given.search)
    if given.search:
        while desk.index(1000):
            continue
    for at in range(0, desk.count(query), PAGE):
        yield from (one.id for one in desk.page(query, at, PAGE))


def _plain(desk: Desk, type_: str, identity: str) -> Iterator[dict[str, Any]]:
    with desk.store.reading() as connection:
        for row in documents(connection, type_, identity, f"{identity}\uffff" if identity else ""):
            yield {"type": type_, "id": row["id"], "version": row["version"], **json.loads(row["doc"])}


def _told(found: Callable[[Desk], Iterable[dict[str, Any]]]) -> Callable[[argparse.Namespace, Line], int]:
    def tell(given: argparse.Namespace, line: Line, desk: Desk) -> int:
        for doc in found(desk):
            line.say(doc)
        return 0

    return _with_desk(tell)


def _backup(given: argparse.Namespace, line: Line) -> int:
    doc = _session(given)
    kept = backups.Backups(given.profile, str(doc["person"]), now, bytes.fromhex(doc.get("key", "")))
    return backups.run(given.what, given.which, kept, line.say)


_VERBS: dict[str, Callable[[argparse.Namespace, Line], int]] = {
    "sign-in": _sign_in,
    "do": _with_desk(_do),
    "sync": _with_desk(_sync),
    "show": _with_desk(_show),
    "undelivered": _told(lambda desk: map(undelivered_line, desk.undelivered())),
    "drafts": _told(lambda desk: map(draft_line, desk.drafts())),
    "withheld": _with_desk(lambda given, line, desk: withheld_verbs.run(given, line.say, desk)),
    "backup": _backup,
    "bundle": _bundle,
}
