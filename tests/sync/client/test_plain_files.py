"""What lay in plain is sealed once, whole, and from wherever an earlier try was cut off."""

from pathlib import Path

import pytest

from models.problems import StoreFault
from sync.client.blobs import FOLDER, BlobFolder, fingerprint
from sync.client.plain_files import BEFORE, seal_all

KEY = bytes(range(32))
WORDS = "关于延平大道施工停水的通知".encode()
FILES = [WORDS * n for n in (1, 2, 9000)]


def _lay(profile: Path) -> list[str]:
    """A folder as it was: whole files, one that is still coming, a small picture, what a crash left, a stranger."""
    names = [fingerprint(data) for data in FILES]
    for name, data in zip(names, FILES, strict=True):
        place = profile / BEFORE / name[:2] / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    first = profile / BEFORE / names[0][:2]
    (first / f"{'b' * 64}.part").write_bytes(WORDS)
    (first / f"{names[0]}.small").write_bytes(WORDS)
    (first / "Thumbs.db").write_bytes(WORDS)
    (profile / BEFORE / ".0123").write_bytes(WORDS)
    return names


def test_what_lay_in_plain_is_sealed_and_reads_as_before(tmp_path: Path) -> None:
    names, blobs = _lay(tmp_path), BlobFolder(tmp_path, KEY)
    assert seal_all(tmp_path, blobs) == 6
    assert [blobs.read(name) for name in names] == FILES
    assert blobs.small(names[0]) == WORDS
    assert not (tmp_path / BEFORE).exists()
    assert all(WORDS not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert seal_all(tmp_path, blobs) == 0


@pytest.mark.parametrize("after", range(12))
def test_cut_off_anywhere_it_goes_on_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The computer goes off at the n-th time that the disk is asked to put or take something away."""
    names, blobs, left = _lay(tmp_path), BlobFolder(tmp_path, KEY), [after]

    class Off(BaseException):
        """No program handles it."""

    def counted(job: str) -> None:
        real = getattr(Path, job)

        def done(path: Path, *given: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Off
            return real(path, *given, **named)

        patch.setattr(Path, job, done)

    with monkeypatch.context() as patch:
        counted("replace")
        counted("unlink")
        with pytest.raises(Off):
            seal_all(tmp_path, blobs)
    seal_all(tmp_path, blobs)
    assert [blobs.read(name) for name in names] == FILES
    assert not (tmp_path / BEFORE).exists()


def test_a_file_whose_bytes_are_others_by_now_keeps_its_name_and_says_so(tmp_path: Path) -> None:
    name = fingerprint(WORDS)
    place = tmp_path / BEFORE / name[:2] / name
    place.parent.mkdir(parents=True)
    place.write_bytes(b"others")
    blobs = BlobFolder(tmp_path, KEY)
    seal_all(tmp_path, blobs)
    assert blobs.read(name) == b"others"
    assert not blobs.is_sound(name)


def test_a_disk_that_takes_nothing_loses_nothing(tmp_path: Path) -> None:
    names = _lay(tmp_path)
    (tmp_path / FOLDER).write_text("in the way")
    with pytest.raises(StoreFault):
        seal_all(tmp_path, BlobFolder(tmp_path, KEY))
    assert [(tmp_path / BEFORE / name[:2] / name).read_bytes() for name in names] == FILES
