"""The office's command: one line for each file, and nothing written over what is no receipt."""

from pathlib import Path

import pytest

from portal.__main__ import main


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that was just made."""
    made = tmp_path_factory.mktemp("portal") / "p"
    assert main(["init", "--data", str(made)]) == 0
    return made


def test_an_empty_folder_is_no_fault(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bundle", "exchange", str(tmp_path), str(tmp_path), "--data", str(data)]) == 0
    assert capsys.readouterr().out == ""


def test_each_file_has_its_line_and_the_others_go_on(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.bundle").write_bytes(b"YPBUNDLE")
    (tmp_path / "b.bundle").write_bytes(b"a text")
    (tmp_path / ".c.bundle.1").write_bytes(b"half a file")
    (tmp_path / "notes.txt").write_bytes(b"left alone")
    assert main(["bundle", "exchange", str(tmp_path), str(tmp_path), "--data", str(data)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("\t")[0] for line in lines] == ["a.bundle", "b.bundle"]
    assert "没拷完" in lines[0]
    assert "不是离线包" in lines[1]


def test_no_other_file_is_written_over(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, text = tmp_path / "a.bundle", tmp_path / "a.txt"
    for path in (source, text):
        path.write_bytes(b"a text")
    for target in (text, tmp_path / "nowhere" / "a.receipt"):
        assert main(["bundle", "exchange", str(source), str(target), "--data", str(data)]) == 1
    assert text.read_bytes() == b"a text"
    out = capsys.readouterr().out
    assert "没有覆盖" in out
    assert "写不进去" in out
