"""Answers a bundle that was carried to the portal: the same round as over the network, by the same service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from models.intents import Intent
from models.items import parse_moment
from models.problems import Refused, StoreFault
from sync.bundle import AGREE, BACK, UP, Envelope, Label, PortalKeys, file_in, half_of, opened, records, said, write
from sync.codec import encode_line, intent_of, request_of
from sync.protocol import MAX_BYTES, End, Head, Line, SessionInfo, SyncRequest, Verdict
from sync.reading import Reader, parse
from sync.server.service import MOST_KNOWN, MOST_OPS, House, Service

MOST_ACTS = 100_000
MOST_NAMES = 1_000_000
AHEAD = timedelta(days=1)
"""By so much a desk's clock may be ahead of the portal's."""


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The portal's halves of keys: the public ones as desks know them, and the two that open and sign."""

    public: PortalKeys
    opens: str
    signs: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who a bundle speaks for, as things stand now, and the key by which it is known."""

    session: SessionInfo
    key: str


class Registry(Protocol):
    """Knows desks, people, and the bundles that were taken."""

    def admit(self, person: str, device: str) -> Admitted:
        """Refused: bundle_unknown_desk, account_disabled."""

    def claim(self, label: Label, digest: str) -> bool:
        """Notes that a bundle is taken; whether just this one was before. Refused bundle_reused for another one."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What became of a bundle. `again`: it had been taken before, and nothing took effect twice."""

    id: str
    name: str
    acts: int
    taken: int
    refused: int
    waiting: int
    files: int
    again: bool


@dataclass(frozen=True, slots=True)
class _Ask:
    """What is inside a bundle."""

    request: SyncRequest
    known: tuple[str, ...]
    want: tuple[str, ...]
    reply: str
    ops: tuple[Intent, ...]
    files: tuple[str, ...]


class _Carried:
    """The doors of one bundle: it speaks for the person who signed it, and for nobody else."""

    def __init__(self, session: SessionInfo) -> None:
        self._session = session

    def sign_in(
        self, account: str, password: str, device: str, address: str, code: str = "", label: str = ""
    ) -> SessionInfo:
        raise Refused("signed_out")

    def person_of(self, token: str, emptying: bool = False) -> SessionInfo:
        return self._session

    def change_password(self, token: str, old: str, new: str) -> str:
        raise Refused("signed_out")

    def sign_out(self, token: str) -> None:
        raise Refused("signed_out")


class Exchange:
    """Where bundles come in. A bundle is younger than `age`."""

    def __init__(self, house: House, keys: OwnKeys, registry: Registry, age: timedelta) -> None:
        self._house, self._keys, self._registry, self._age = house, keys, registry, age

    def answer(self, source: Path, target: Path) -> Exchanged:
        """Takes the bundle in `source` and writes its receipt to `target`.

        Refused: what `sync.bundle.opened` and `Envelope.check` refuse, bundle_kind, bundle_other_portal, bundle_old,
        bundle_ahead, what `Registry` and `Service.person` refuse, malformed; then nothing was taken. bundle_place,
        bundle_place_full: it was taken, and gives its receipt when it comes again."""
        with opened(source) as envelope:
            admitted = self._admitted(envelope)
            service = Service(replace(self._house, doors=_Carried(admitted.session)))
            service.person()
            again = self._registry.claim(envelope.label, envelope.digest.hex())
            ask = self._read(service, envelope)
        verdicts = list(_judged(service, ask))
        label = Label(
            BACK, self._keys.public.fingerprint, envelope.label.person, envelope.label.device, envelope.label.id,
            self._now().isoformat(timespec="seconds"), len(verdicts), len(ask.want),
        )  # fmt: skip
        suite = self._house.policies.rules().directory.suite
        write(target, label, self._keys.signs, ask.reply, _answer(service, ask, verdicts), suite)
        results = [one.result for one in verdicts]
        refused = results.count("rejected") + results.count("conflict")
        return Exchanged(
            label.id, admitted.session.name, len(ask.ops), results.count("ok"), refused,
            len(ask.ops) - results.count("ok") - refused, len(ask.files), again,
        )  # fmt: skip

    def _now(self) -> datetime:
        return self._house.now()

    def _admitted(self, envelope: Envelope) -> Admitted:
        label = envelope.label
        if label.kind != UP:
            raise Refused("bundle_kind", name=envelope.name)
        if label.portal != self._keys.public.fingerprint:
            raise Refused("bundle_other_portal", name=envelope.name)
        admitted = self._registry.admit(label.person, label.device)
        envelope.check(admitted.key)
        made = parse_moment(label.made_at)
        if made is None:
            raise Refused("malformed", where="made_at")
        if self._now() - made > self._age:
            raise Refused("bundle_old", name=envelope.name, days=self._age.days, at=label.made_at)
        if made - self._now() > AHEAD:
            raise Refused("bundle_ahead", name=envelope.name, at=label.made_at)
        return admitted

    def _read(self, service: Service, envelope: Envelope) -> _Ask:
        """The inside; its files are kept as they come, since the acts behind them need them."""
        inside = records(envelope.contents(self._keys.opens, self._keys.public.seal), self._house.max_blob)
        first = parse(next(inside, (b"{}", None))[0])
        read = Reader(first, "ask")
        ops, files = list[Intent](), list[str]()
        for line, data in inside:
            doc = parse(line)
            named = Reader(doc, "bundle")
            if named.text("t") == "op" and len(ops) < MOST_ACTS:
                ops.append(intent_of(doc))
            elif named.text("t") == "file" and data is not None and _kept(service, named, data):
                files.append(named.text("sha256"))
        asked = read.texts("known", MOST_NAMES), read.texts("want", MOST_KNOWN)
        return _Ask(request_of(first), *asked, half_of(read.text("reply"), AGREE), tuple(ops), tuple(files))


def _kept(service: Service, named: Reader, data: bytes) -> bool:
    """Whether a file was taken; an act that speaks of one that was not waits for it, as over the network."""
    try:
        one = service.begin_upload(named.text("sha256"), len(data), named.text("name"))
        if one.offset < len(data):
            service.add_to_upload(one.id, one.offset, data[one.offset :])
    except StoreFault:
        raise
    except Refused:
        return False
    return True


def _judged(service: Service, ask: _Ask) -> Iterator[Verdict]:
    """The verdicts on all acts, in requests of the usual size; one whose forerunner waits in an earlier request waits
    too."""
    waiting = set[str]()
    for at in range(0, len(ask.ops), MOST_OPS):
        some = ask.ops[at : at + MOST_OPS]
        for op in some:
            if op.after in waiting:
                waiting.add(op.op)
                yield Verdict(op.op, "waiting", "after_waiting")
        ready = tuple(op for op in some if op.op not in waiting)
        for line in service.sync(replace(ask.request, ops=ready, max_bytes=1)):
            if isinstance(line, Verdict):
                waiting |= set() if line.final else {line.op}
                yield line


def _answer(service: Service, ask: _Ask, verdicts: list[Verdict]) -> Iterator[bytes]:
    hello = service.hello()
    known = {one.op for one in _known(service, ask.known)}
    pages = _pages(service, replace(ask.request, cursor=dict.fromkeys(hello.scopes, 0) | dict(ask.request.cursor)))
    yield encode_line(next(pages))
    forgotten = [op for op in ask.known if op not in known]
    yield said("receipt", counter=hello.head, files=list(ask.files), forgotten=forgotten)
    yield from map(encode_line, verdicts)
    yield from map(encode_line, pages)
    for sha256 in ask.want:
        try:
            with service.open_blob(sha256) as file:
                data = file.read()
        except Refused:
            continue
        yield from file_in(sha256, "", data)
    yield said("done")


def _known(service: Service, ops: tuple[str, ...]) -> Iterator[Verdict]:
    for at in range(0, len(ops), MOST_KNOWN):
        yield from service.known(ops[at : at + MOST_KNOWN]).verdicts


def _pages(service: Service, request: SyncRequest) -> Iterator[Line]:
    """All that is new, as one answer: the head, the rows by sequence, the end. Where the person's scopes change in
    the middle, it ends there with more to come."""
    first: Head | None = None
    request = replace(request, max_bytes=MAX_BYTES, brief=False, snapshots=False)
    while True:
        head, *rows, end = service.sync(request)
        if not isinstance(head, Head) or not isinstance(end, End):
            raise Refused("portal_fault")
        if first is None:
            first = head
            yield head
        elif head.scopes != first.scopes or head.epoch != first.epoch:
            yield End(request.cursor, more=True)
            return
        yield from rows
        if not end.more:
            yield end
            return
        request = replace(request, epoch=head.epoch, cursor=end.cursor)
