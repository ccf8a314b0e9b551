"""The headers of tus, read and written."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Refused
from portal.tus import described, number, told
from sync.protocol import Underway


def _meta(**values: bytes) -> dict[str, str]:
    return {"upload-metadata": ",".join(f"{k} {base64.b64encode(v).decode()}" for k, v in values.items())}


@given(st.text(max_size=50))
def test_every_name_arrives_as_it_was(name: str) -> None:
    try:
        coded = name.encode()
    except UnicodeEncodeError:
        return
    assert described(_meta(other=b"x", sha256=b"ab", name=coded)) == ("ab", name)


@given(st.text(max_size=60))
def test_whatever_is_no_description_is_told_so(text: str) -> None:
    with pytest.raises(Refused, match="malformed"):
        described({"upload-metadata": text})


@pytest.mark.parametrize("said", ["", "-1", "1.5", "٣", "9" * 19, " 1"])
def test_what_is_no_number_is_told_so(said: str) -> None:
    with pytest.raises(Refused, match="malformed"):
        number({"upload-offset": said}, "upload-offset")


def test_an_upload_that_is_whole_does_not_expire() -> None:
    half = told(Underway("a", 1, 2, "2026-12-01T10:19:37+08:00"))
    assert half["upload-expires"] == "Tue, 01 Dec 2026 02:19:37 GMT"
    assert "upload-expires" not in told(Underway("a", 2, 2, "2026-12-01T10:19:37+08:00"))
