"""Plain text is covered in the encodings that offices use."""

import pytest

from models.problems import Refused
from models.redaction.plain import cover_text, decoded
from models.redaction.plan import Plan
from models.redaction.words import MARK


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_is_read_and_utf_8_written(encoding: str) -> None:
    made = cover_text("名单.txt", "张三，赵小虎".encode(encoding), Plan(("赵小虎",)))
    assert made.data.decode("utf-8") == f"张三，{MARK}"
    assert made.count == 1


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refused, match="redaction_kind"):
        decoded("a.exe", b"MZ\x00\x01\xff\xfe\x00")
