"""Refusals carry a code, facts and articles, also across processes and threads."""

import errno
import pickle

import pytest

from models.problems import BrokenPolicy, Conflict, Refused, StoreFault, unreadable, unwritable


@pytest.mark.parametrize(
    "problem",
    [
        Refused("own_draft", (6,)),
        Conflict(["title"]),
        BrokenPolicy("a.toml", 3, "no"),
        StoreFault("store_full", path="x"),
    ],
)
def test_a_refusal_survives_a_journey_to_another_process(problem: Refused) -> None:
    back = pickle.loads(pickle.dumps(problem))
    assert (type(back), back.code, back.article, back.facts) == (
        type(problem), problem.code, problem.article, problem.facts,
    )  # fmt: skip


def test_a_conflict_names_the_fields() -> None:
    assert Conflict(["title", "body"]).facts["fields"] == ("title", "body")


def _windows(code: int) -> OSError:
    fault = PermissionError(13, "The process cannot access the file because it is being used by another process")
    fault.winerror = code  # type: ignore[attr-defined]  # only Windows has it
    return fault


@pytest.mark.parametrize(
    ("fault", "system", "code"),
    [
        (_windows(32), "win32", "file_locked"),
        (_windows(33), "win32", "file_locked"),
        (PermissionError(13, "Permission denied"), "win32", "file_locked"),
        (PermissionError(13, "Permission denied"), "linux", "file_unreadable"),
        (FileNotFoundError(2, "No such file"), "win32", "file_unreadable"),
    ],
)
def test_a_file_that_another_program_holds_is_told_apart_from_one_that_may_not_be_read(
    fault: OSError, system: str, code: str
) -> None:
    assert unreadable("名单.xlsx", fault, system).code == code


def test_a_full_disk_is_told_apart_from_a_folder_that_may_not_be_written() -> None:
    assert unwritable("/p", OSError(errno.ENOSPC, "")).code == "store_full"
    assert unwritable("/p", PermissionError(errno.EACCES, "")).code == "profile_read_only"
