"""Opens office files, which are zips of XML, so that a bomb, a trick path or an entity cannot hurt."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from models.problems import Refused

MOST_ENTRIES = 5_000
MOST_BYTES = 400_000_000
LARGEST_PART = 80_000_000
WORST_RATIO = 300
FROM = 2_000_000  # small parts compress as they like
TRICK = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
# What reading a broken zip or its XML raises; each is the file's fault, not ours.
DAMAGE = (
    *(zipfile.BadZipFile, ElementTree.ParseError, zlib.error, struct.error),
    *(OSError, EOFError, ValueError, KeyError, RuntimeError),
)
ENCRYPTED = 0x1


class Package:
    """A zip whose directory was found harmless; parts are read one by one, never beyond their limit."""

    def __init__(self, name: str, data: bytes) -> None:
        """Refused("attachment_bomb") or Refused("attachment_path"); zipfile.BadZipFile where it is no zip."""
        self.name = name
        self._zip = zipfile.ZipFile(BytesIO(data))
        entries = self._zip.infolist()
        self.names = tuple(entry.filename for entry in entries)
        self.encrypted = any(entry.flag_bits & ENCRYPTED for entry in entries)
        self._guard(entries)

    def _guard(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise Refused("attachment_bomb", name=self.name, entries=len(entries))
        for entry in entries:
            if entry.file_size > FROM and entry.file_size > WORST_RATIO * max(1, entry.compress_size):
                raise Refused("attachment_bomb", name=self.name, entries=len(entries))
            if TRICK.search(entry.filename):
                raise Refused("attachment_path", name=self.name, path=ascii(entry.filename)[:80])

    def read(self, part: str) -> bytes:
        """The bytes of a part, b"" where there is none. Refused("attachment_bomb") where it grows too large."""
        if part not in self.names:
            return b""
        with self._zip.open(part) as stream:
            data = stream.read(LARGEST_PART + 1)
        if len(data) > LARGEST_PART:
            raise Refused("attachment_bomb", name=self.name, entries=len(self.names))
        return data

    def parts(self, pattern: str) -> list[str]:
        """The names of the parts that match, in natural order."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: [int(t) if t.isdigit() else t for t in re.split(r"(\d+)", name)])

    def events(self, part: str) -> Iterator[tuple[str, str, ElementTree.Element]]:
        """The XML of a part as ("start" | "end", local name, element); XML with entities of its own is refused."""
        data = self.read(part)
        if not data:
            return
        head = data[:4096].replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in head or b"<!ENTITY" in data.replace(b"\x00", b"").upper()[:100_000]:
            raise Refused("attachment_bomb", name=self.name, entries=len(self.names))
        for event, element in ElementTree.iterparse(BytesIO(data), events=("start", "end")):
            yield event, element.tag.rpartition("}")[2], element
            if event == "end":
                element.clear()
