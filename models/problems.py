"""The few ways in which the world, or a rule, says no; each is a code with facts, never a sentence."""

import errno
import sys
from collections.abc import Iterable, Mapping

Fact = str | int | float | bool | tuple[str, ...]


class Refused(Exception):
    """A rule or a limit said no. `article` names the articles of the regulation that say so."""

    def __init__(self, code: str, article: Iterable[int] = (), **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.article = tuple(article)
        self.facts: Mapping[str, Fact] = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.article, dict(self.facts))


def _rebuild(kind: type[Refused], code: str, article: tuple[int, ...], facts: dict[str, Fact]) -> Refused:
    made = kind.__new__(kind)
    Refused.__init__(made, code, article, **facts)
    return made


class Conflict(Refused):
    """Two people changed the same fields of one matter; neither text may be dropped silently."""

    def __init__(self, fields: Iterable[str], **facts: Fact) -> None:
        super().__init__("conflict", (), fields=tuple(fields), **facts)


class BrokenPolicy(Refused):
    """A policy file cannot be used; the start stops here, with the file, the line and the remedy."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__("broken_policy", (), file=file, line=line, reason=reason)


class StoreFault(Refused):
    """The local or central database cannot be used as it is: foreign, damaged, newer, full, read-only, locked."""


class Unreachable(Refused):
    """The portal could not be reached or did not answer as a portal does; nothing was lost, a later try may pass."""


_HELD = (32, 33)
"""What Windows says of a file that another program holds (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION)."""


def unreadable(name: str, fault: OSError, system: str = sys.platform) -> Refused:
    """Why a person's file could not be read. Windows' C library tells of a held file only that it is not permitted."""
    held = getattr(fault, "winerror", None) in _HELD or (system == "win32" and isinstance(fault, PermissionError))
    return Refused("file_locked" if held else "file_unreadable", name=name)


def unwritable(path: str, fault: OSError) -> StoreFault:
    """Why nothing could be written into a folder of ours."""
    return StoreFault("store_full" if fault.errno in (errno.ENOSPC, errno.EDQUOT) else "profile_read_only", path=path)
