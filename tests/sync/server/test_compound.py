"""The directory of old Office files, whole and damaged."""

import io
import struct

from hypothesis import given
from hypothesis import strategies as st

from sync.server.compound import SIGN, names_in

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def compound(*names: str) -> bytes:
    """An old Office file with these streams: a head, the table in sector 0, the directory from sector 1 on."""
    entries = [_entry("Root Entry", 5), *(_entry(name, 2) for name in names)]
    entries += [bytes(128)] * (-len(entries) % 4)
    sectors = len(entries) // 4
    table = [0xFFFFFFFD, *range(2, sectors + 1), END]
    head = bytearray(SIGN + bytes(504))
    struct.pack_into("<HH", head, 30, 9, 6)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<109I", head, 76, 0, *[FREE] * 108)
    fat = struct.pack("<128I", *(table + [FREE] * (128 - len(table))))
    return bytes(head) + fat + b"".join(entries)


def _entry(name: str, kind: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    return coded.ljust(64, b"\0") + struct.pack("<HB", len(coded), kind) + bytes(61)


def test_all_names_are_found_over_several_sectors() -> None:
    names = [f"Stream {n}" for n in range(9)] + ["WordDocument"]
    assert names_in(io.BytesIO(compound(*names))) == {"Root Entry", *names}


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 255)), max_size=30), st.integers(0, 1600))
def test_no_damage_leads_in_a_circle_or_out_of_the_file(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(compound("WordDocument", "1Table"))
    for at, value in changes:
        data[at % len(data)] = value
    names_in(io.BytesIO(bytes(data[:length])))
