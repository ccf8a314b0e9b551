"""Names of files, as a hand, another system or an attack makes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names import is_name, on_disk


@pytest.mark.parametrize("name", ["关于防汛的通知.docx", "a.txt", "2026年 第3号（定稿）.pdf", "名" * 195 + ".pdf"])
def test_an_offices_names_may_come_in_and_stay_what_they_are(name: str) -> None:
    assert is_name(name)
    assert name.startswith(on_disk(name)[:60].removesuffix(".pdf"))
    assert on_disk(name).endswith(name[-4:])


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../a.txt", "..\\a.txt", "C:\\a.txt", "/etc/passwd", "a/b.txt", "\\\\host\\share\\a.txt", "a\0.txt",
     "a\r\n.txt", "CON", "con.txt", "LPT1.pdf", "nul.", "a.txt.", "a.txt ", " a.txt", "通知\u202etxt.exe",
     "a\u200b.txt", "a:b.txt", "a.txt:evil", "a" * 201, "a*.txt", "\ud800.txt"],
)  # fmt: skip
def test_tricks_do_not_come_in_and_are_harmless_on_a_disk(name: str) -> None:
    assert not is_name(name)
    assert is_name(on_disk(name))


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_that_every_system_takes(name: str) -> None:
    made = on_disk(name)
    assert is_name(made)
    assert len(made.encode()) <= 204
    assert on_disk(made) == made
