"""Files of whole scopes, and the comparing of what is held: as `portal/listings.py` answers, without the socket."""

from collections.abc import Mapping

from models.problems import Refused
from sync.digest import digest_doc
from sync.reading import Reader, dumps, parse
from sync.server.service import Service


def piece(service: Service, scope: str, headers: Mapping[str, str]) -> tuple[int, bytes, dict[str, str]]:
    """Status, bytes and headers of the one kind of range that a desk asks for."""
    known = str(headers.get("If-Range", "")).strip('"')
    first, last = map(int, str(headers["Range"]).removeprefix("bytes=").split("-"))
    made = service.made(scope, known)
    data, named = made.path.read_bytes(), {"ETag": f'"{made.etag}"', "Content-Type": made.kind}
    if known not in ("", made.etag):
        return 200, data, {**named, "Content-Length": str(len(data))}
    if first >= len(data):
        raise Refused("range_wrong", size=len(data))
    body = data[first : last + 1]
    told = {"Content-Range": f"bytes {first}-{first + len(body) - 1}/{len(data)}", "Content-Length": str(len(body))}
    return 206, body, {**named, **told}


def compared(service: Service, body: bytes) -> bytes:
    """What a scope holds."""
    read = Reader(parse(body), "digest")
    after = read.texts("after", 2)
    place = (after[0], after[1]) if after else None
    return dumps(digest_doc(service.digest(read.text("scope", None), read.number("seq"), place))).encode()
