"""A file is noted once, and its state says whether the portal has it."""

from models.store import files
from models.store.desk import DeskStore
from models.store.files import Noted


def test_a_file_noted_again_keeps_its_state(store: DeskStore) -> None:
    with store.writing() as connection:
        files.note(connection, "a" * 64, "名单.docx", 5, "local")
        files.set_state(connection, "a" * 64, "sent")
        files.note(connection, "a" * 64, "另一个名字.docx", 5, "local")
        assert files.found(connection, ["a" * 64, "b" * 64]) == {"a" * 64: Noted("a" * 64, "名单.docx", 5, "sent")}


def test_what_is_only_here_and_what_is_wanted_from_the_portal_are_told_apart(store: DeskStore) -> None:
    with store.writing() as connection:
        for n in range(5):
            files.note(connection, f"{n}" * 64, "图", 1, "remote" if n else "local")
        assert files.local(connection).keys() == {"0" * 64}
        assert files.wanted(connection).keys() == {f"{n}" * 64 for n in range(1, 5)}
