"""JSON and the messages of the protocol: the only place that knows how a message looks on the line.

Every decoder takes what a stranger sent and answers with a message, or Refused `malformed` with `where`.
Keys that this program does not know are passed over in messages and survive in documents."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from models.ids import is_id
from models.intents import Expect, Intent
from models.people import Post
from models.problems import Refused
from sync.protocol import (
    MAX_BYTES,
    MAX_CHUNK,
    RESULTS,
    End,
    Head,
    Hello,
    KnownOps,
    Line,
    Other,
    Others,
    Row,
    RowPut,
    RowRemove,
    SessionInfo,
    SyncRequest,
    Verdict,
)
from sync.reading import Reader, dumps, fact_of, parse, sound

_DOC = b',"doc":'


def intent_doc(intent: Intent) -> dict[str, Any]:
    """An act as JSON."""
    return {
        "op": intent.op,
        "kind": intent.kind,
        "id": intent.id,
        "base": intent.base,
        "after": intent.after,
        "line": intent.line,
        "expect": {"state": intent.expect.state, "content": intent.expect.content},
        "args": dict(intent.args),
        "blobs": list(intent.blobs),
        "made_at": intent.made_at,
    }


def intent_of(doc: object, where: str = "op") -> Intent:
    """The act that a JSON object describes."""
    read = Reader(doc, where)
    expect = Reader(read.table("expect"), f"{where}.expect")
    op, identity, kind = read.text("op", None, 40), read.text("id", None, 40), read.text("kind", None, 60)
    after = None if isinstance(doc, dict) and doc.get("after") is None else read.text("after", most=40)
    args = read.table("args")
    if not is_id(op) or not is_id(identity) or not kind or not sound(args):
        raise Refused("malformed", where=where)
    return Intent(
        op=op,
        kind=kind,
        id=identity,
        base=read.number("base"),
        after=after,
        line=read.text("line", most=40),
        expect=Expect(expect.text("state", most=40), expect.text("content", most=64)),
        args=args,
        blobs=_fingerprints(read),
        made_at=read.text("made_at", most=40),
    )


def _fingerprints(read: Reader) -> tuple[str, ...]:
    found = read.texts("blobs")
    if not all(len(each) == 64 and not each.strip("0123456789abcdef") for each in found):
        raise Refused("malformed", where="blobs")
    return found


def request_doc(request: SyncRequest) -> dict[str, Any]:
    """A round's request as JSON; what goes without saying is left out."""
    usual = {"protocol": 1, "schema": 1, "max_bytes": MAX_BYTES, "brief": False, "snapshots": False, "steps": False}
    doc: dict[str, Any] = {"device": request.device, "epoch": request.epoch, "cursor": dict(request.cursor)}
    doc |= {"ops": [intent_doc(each) for each in request.ops]} if request.ops else {}
    return doc | {name: value for name, known in usual.items() if (value := getattr(request, name)) != known}


def request_of(doc: object) -> SyncRequest:
    """The round that a JSON object asks for."""
    read = Reader(doc, "sync")
    ops = tuple(intent_of(each, f"ops[{n}]") for n, each in enumerate(read.several("ops")))
    return SyncRequest(
        device=read.text("device", most=80),
        epoch=read.text("epoch", most=80),
        cursor=read.numbers("cursor"),
        ops=ops,
        max_bytes=read.number("max_bytes", MAX_BYTES),
        protocol=read.number("protocol", 1),
        schema=read.number("schema", 1),
        brief=read.flag("brief"),
        snapshots=read.flag("snapshots"),
        steps=read.flag("steps"),
    )


def verdict_doc(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON; what is empty is left out."""
    doc: dict[str, Any] = {"op": verdict.op, "result": verdict.result}
    if verdict.code:
        doc |= {"code": verdict.code, "facts": dict(verdict.facts), "article": list(verdict.article)}
    return doc | ({"seq": verdict.seq} if verdict.seq else {})


def verdict_of(doc: object) -> Verdict:
    """The verdict that a JSON object describes; a result that this program does not know is `retry`."""
    read = Reader(doc, "verdict")
    result = read.text("result", None)
    articles = read.several("article")
    if not all(type(each) is int for each in articles):
        raise Refused("malformed", where="verdict.article")
    return Verdict(
        op=read.text("op", None),
        result=result if result in RESULTS else "retry",
        code=read.text("code"),
        facts={name: fact_of(value) for name, value in read.table("facts").items()},
        article=tuple(articles),
        seq=read.number("seq"),
    )


def refusal_doc(refusal: Refused) -> dict[str, Any]:
    """A refusal as JSON."""
    return {"code": refusal.code, "facts": dict(refusal.facts), "article": list(refusal.article)}


def refusal_of(doc: object) -> Refused:
    """The refusal that a JSON object describes."""
    read = Reader(doc, "refusal")
    facts = {name: fact_of(value) for name, value in read.table("facts").items() if name not in ("code", "article")}
    return Refused(read.text("code", None), [n for n in read.several("article") if type(n) is int], **facts)


def encode_line(line: Line) -> bytes:
    """One line of an answer, with its line feed. A row's document goes in as the text it was stored as."""
    if isinstance(line, RowPut):
        row = line.row
        head = dumps(
            {"t": "put", "scope": line.scope, "seq": line.seq, "type": row.type, "id": row.id, "version": row.version}
        )
        return f'{head[:-1]},"doc":{row.doc_text}}}\n'.encode()
    return (dumps(_line_doc(line)) + "\n").encode()


def _line_doc(line: Head | Verdict | RowRemove | End) -> dict[str, Any]:
    if isinstance(line, Verdict):
        return {"t": "verdict", **verdict_doc(line)}
    if isinstance(line, RowRemove):
        names = {"scope": line.scope, "seq": line.seq, "type": line.type, "id": line.id}
        return {"t": "remove", **names, **({"why": line.why} if line.why else {})}
    if isinstance(line, End):
        doc = {"t": "end", "cursor": dict(line.cursor), "more": line.more}
        return doc | {name: value for name in ("retry_after", "goes_on") if (value := getattr(line, name))}
    doc = {"t": "head", "epoch": line.epoch, "now": line.now}
    doc |= {"reset": True} if line.reset else {}
    doc |= {"drop_scopes": list(line.drop_scopes)} if line.drop_scopes else {}
    doc |= {"large": dict(line.large)} if line.large else {}
    doc |= {"schema": line.schema} if line.schema else {}
    doc |= {"upload_only": True} if line.upload_only else {}
    doc |= {"last": line.last} if line.last else {}
    return doc | {"scopes": list(line.scopes)}


def decode_line(data: bytes) -> Line | None:
    """The line of an answer; None for a kind of line that this program does not know, which may be passed over."""
    at = data.find(_DOC) if data.startswith(b'{"t":"put"') else -1
    if at >= 0:
        text = data[at + len(_DOC) :].rstrip()[:-1]
        with suppress(Refused):  # what looks so may be part of a text
            head, doc = parse(data[:at] + b"}"), parse(text)
            return _put(Reader(head, "put"), doc, text.decode())
    doc = parse(data, "line")
    kind = doc.get("t") if isinstance(doc, dict) else None
    make = _LINES.get(kind) if isinstance(kind, str) else None
    return make(doc) if make else None


def _put(read: Reader, doc: object, text: str) -> RowPut:
    if not isinstance(doc, dict) or ("\\u" in text and not sound(doc)):
        raise Refused("malformed", where="put.doc")
    row = Row(read.text("type", None, 20), read.text("id", None, 80), read.number("version"), text, doc)
    return RowPut(read.text("scope", None, 80), read.number("seq"), row)


def _whole_put(doc: Mapping[str, Any]) -> RowPut:
    inner = doc.get("doc")
    if not sound(inner):
        raise Refused("malformed", where="put.doc")
    return _put(Reader(doc, "put"), inner, dumps(inner))


def _remove(doc: Mapping[str, Any]) -> RowRemove:
    read = Reader(doc, "remove")
    place = read.text("scope", None, 80), read.number("seq"), read.text("type", None, 20), read.text("id", None, 80)
    return RowRemove(*place, read.text("why"))


def _head(doc: Mapping[str, Any]) -> Head:
    read = Reader(doc, "head")
    flags = read.flag("reset"), read.texts("drop_scopes"), read.texts("scopes")
    (large, schema), only = (read.numbers("large"), read.number("schema")), read.flag("upload_only")
    return Head(read.text("epoch", None), read.text("now"), *flags, large, schema, only, read.text("last"))


def _end(doc: Mapping[str, Any]) -> End:
    read = Reader(doc, "end")
    return End(read.numbers("cursor"), read.flag("more"), read.seconds("retry_after"), read.flag("goes_on"))


_LINES: Mapping[str, Callable[[Mapping[str, Any]], Line]] = {
    "put": _whole_put,
    "remove": _remove,
    "head": _head,
    "verdict": verdict_of,
    "end": _end,
}


def session_doc(info: SessionInfo) -> dict[str, Any]:
    """A session as JSON."""
    posts = [{"unit": post.unit, "role": post.role} for post in info.posts]
    names = ("token", "person", "name", "device", "expires_at", "lease_until", "must_change", "now")
    flags = ("must_enrol", "revoked")
    return {**{name: getattr(info, name) for name in (*names, *flags)}, "posts": posts}


def session_of(doc: object) -> SessionInfo:
    """The session that a JSON object describes."""
    read = Reader(doc, "session")
    posts = [Reader(each, "session.posts") for each in read.several("posts")]
    return SessionInfo(
        token=read.text("token", None),
        person=read.text("person", None),
        name=read.text("name", None),
        posts=tuple(Post(post.text("unit", None), post.text("role", None)) for post in posts),
        device=read.text("device"),
        expires_at=read.text("expires_at"),
        lease_until=read.text("lease_until"),
        must_change=read.flag("must_change"),
        now=read.text("now"),
        must_enrol=read.flag("must_enrol"),
        revoked=read.flag("revoked"),
    )


def hello_doc(hello: Hello) -> dict[str, Any]:
    """A greeting as JSON."""
    names = ("epoch", "now", "scopes", "protocol", "schema", "max_body", "max_blob", "head", "max_chunk")
    return {name: list(v) if isinstance(v := getattr(hello, name), tuple) else v for name in names}


def hello_of(doc: object) -> Hello:
    """The greeting that a JSON object describes."""
    read = Reader(doc, "hello")
    sizes = read.number("max_body"), read.number("max_blob"), read.number("head")
    chunk = read.number("max_chunk", MAX_CHUNK)
    spans = _span(read, "protocol"), _span(read, "schema")
    return Hello(read.text("epoch", None), read.text("now"), read.texts("scopes"), *spans, *sizes, chunk)


def _span(read: Reader, name: str) -> tuple[int, int]:
    found = read.several(name, 2)
    if len(found) != 2 or not all(type(each) is int for each in found):
        raise Refused("malformed", where=f"hello.{name}")
    return found[0], found[1]


def others_doc(others: Others) -> dict[str, Any]:
    """Who else has matters open, as JSON."""
    return {"others": {each: [{"name": o.name, "since": o.since} for o in found] for each, found in others.items()}}


def others_of(doc: object) -> Others:
    """Who else has matters open, as a JSON object tells."""
    table = Reader(doc, "presence").table("others")
    found = {each: Reader({"who": who}, "presence").several("who", 100) for each, who in table.items()}
    readers = {each: [Reader(one, "presence") for one in who] for each, who in found.items()}
    return {each: tuple(Other(o.text("name"), o.text("since")) for o in some) for each, some in readers.items()}


def known_doc(known: KnownOps) -> dict[str, Any]:
    """The known acts as JSON."""
    return {"verdicts": [verdict_doc(each) for each in known.verdicts]}


def known_of(doc: object) -> KnownOps:
    """The known acts that a JSON object describes."""
    return KnownOps(tuple(verdict_of(each) for each in Reader(doc, "known").several("verdicts")))
