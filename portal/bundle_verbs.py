"""Bundles on the portal's command line: takes what was carried here, and writes the receipts to carry back."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from models.late import load
from models.problems import Refused
from portal.commands import Verbs, existing, say, verb
from portal.sentences import sentence

UP, BACK = ".bundle", ".receipt"


def exchange(args: argparse.Namespace) -> int:
    """Takes bundles, files or whole folders, and writes their receipts; 1 when one was refused."""
    portal, failed = existing(args), 0
    try:
        taker = portal.bundles.exchange(portal.house, int(portal.limits["bundle_days"]))
        for source in _sources(args.source):
            try:
                target = _target(source, args.target, len(args.source) == 1 and source in args.source)
                done = taker.answer(source, target)
            except Refused as no:
                failed = 1
                say(_no(source, no, args.json))
                continue
            say(_told(source, target, done, args.json))
    finally:
        portal.close()
    return failed


def _sources(given: Sequence[Path]) -> Iterator[Path]:
    """The files given, and the bundles in the folders given, by name: that of a desk's own making sorts by age."""
    for place in given:
        if place.is_dir():
            yield from sorted(path for path in place.iterdir() if path.suffix == UP and not path.name.startswith("."))
        else:
            yield place


def _target(source: Path, given: Path, alone: bool) -> Path:
    """Where the receipt comes to lie. Refused bundle_place where something else than a receipt lies there."""
    target = given if alone and not given.is_dir() else given / f"{source.stem}{BACK}"
    if not target.parent.is_dir():
        raise Refused("bundle_place", path=str(target))
    if target.exists() and not _is_receipt(target):
        raise Refused("bundle_place_taken", path=str(target))
    return target


def _is_receipt(path: Path) -> bool:
    bundle = load("sync.bundle")
    try:
        with bundle.opened(path) as envelope:
            return bool(envelope.label.kind == bundle.BACK)
    except Refused:
        return False


def _told(source: Path, target: Path, done: object, as_json: bool) -> str:
    doc = {"ok": True, "bundle": source.name, "receipt": str(target), **asdict(done)}  # type: ignore[call-overload]  # loaded late
    if as_json:
        return json.dumps(doc, ensure_ascii=False)
    counts = f"{doc['name']}：{doc['acts']} 件，收下 {doc['taken']}，没收下 {doc['refused']}，等着 {doc['waiting']}"
    again = "（以前收过，没有重复办理）" if doc["again"] else ""
    return f"{source.name}\t{counts}{again}\t{target}"


def _no(source: Path, no: Refused, as_json: bool) -> str:
    if as_json:
        told = {"code": no.code, "facts": dict(no.facts), "article": list(no.article)}
        return json.dumps({"ok": False, "bundle": source.name, **told}, ensure_ascii=False)
    return f"{source.name}\t{sentence(no)}"


def add_to(verbs: Verbs) -> None:
    """Puts the verb among the portal's."""
    bundle = verbs.add_parser("bundle", help="rounds that are carried by hand")
    one = verb(bundle.add_subparsers(required=True, metavar="verb"), "exchange", exchange)
    one.add_argument("source", type=Path, nargs="+", metavar="IN", help="a bundle, or a folder of them")
    one.add_argument("target", type=Path, metavar="OUT", help="a folder for the receipts; a file, for one bundle")
