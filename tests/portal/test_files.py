"""The routes of attachments, over the line."""

import hashlib

from tests.portal.line import Line
from tests.portal.test_api import bearer, client

__all__ = ["bearer", "client"]


def test_a_file_goes_up_and_comes_down_as_it_was(client: Line, bearer: dict[str, str]) -> None:
    data = "公示名单".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    up = client.post("/v1/blobs", params={"sha256": sha256, "name": "名单.txt"}, content=data, headers=bearer)
    assert (up.status_code, up.json()) == (201, {"sha256": sha256, "size": len(data)})
    down = client.get(f"/v1/blobs/{sha256}", headers=bearer)
    assert down.content == data
    assert down.headers["content-disposition"] == "attachment"


def test_a_program_does_not_come_in_under_another_name(client: Line, bearer: dict[str, str]) -> None:
    data = b"MZ" + bytes(100)
    ask = {"sha256": hashlib.sha256(data).hexdigest(), "name": "通知.pdf"}
    answer = client.post("/v1/blobs", params=ask, content=data, headers=bearer)
    assert (answer.status_code, answer.json()["facts"]["kind"]) == (415, "program")


def test_a_damaged_file_is_not_kept(client: Line, bearer: dict[str, str]) -> None:
    answer = client.post("/v1/blobs", params={"sha256": "a" * 64, "name": "a.txt"}, content=b"x", headers=bearer)
    assert (answer.status_code, answer.json()["code"]) == (422, "blob_damaged")
