"""Seals the files that an older program left in plain, one by one: wherever it is cut off, each lies in one of the two
places, and the next start goes on."""

import shutil
from pathlib import Path

from models.problems import StoreFault
from sync.client.blobs import FINGERPRINT, BlobFolder

BEFORE = "blobs"
_PART, _SMALL = ".part", ".small"


def seal_all(profile: Path, blobs: BlobFolder) -> int:
    """Takes the files of before into the sealed folder; gives how many there were. StoreFault when it cannot, and then
    those that are left lie where they were."""
    folder, count = profile / BEFORE, 0
    if not folder.exists():
        return 0
    for path in sorted(folder.glob("??/*")):
        _seal(path, blobs)
        path.unlink()
        count += 1
    shutil.rmtree(folder, ignore_errors=True)
    return count


def _seal(path: Path, blobs: BlobFolder) -> None:
    """A whole file under the name that it bore, even where its bytes are others by now: whoever sends it is told. Of
    one that is still coming nothing is kept, as the portal has it all."""
    if not FINGERPRINT.fullmatch(path.stem):
        return
    try:
        if path.suffix == _SMALL:
            blobs.keep_small(path.stem, path.read_bytes())
        elif path.suffix != _PART:
            with path.open("rb") as file:
                blobs.keep_from(file, path.name)
    except OSError as fault:
        raise StoreFault("store_read_only", path=str(path)) from fault
