"""A file is noted once, and its state says whether the portal has it."""

from models.store import files
from models.store.desk import DeskStore


def test_a_file_noted_again_keeps_its_state(store: DeskStore) -> None:
    with store.writing() as connection:
        files.note(connection, "a" * 64, "名单.docx", 5, "local")
        files.set_state(connection, "a" * 64, "sent")
        files.note(connection, "a" * 64, "另一个名字.docx", 5, "local")
        assert files.states(connection, ["a" * 64, "b" * 64]) == {"a" * 64: ("sent", "名单.docx")}


def test_only_what_is_wanted_from_the_portal_is_fetched_and_no_more_than_asked(store: DeskStore) -> None:
    with store.writing() as connection:
        for n in range(5):
            files.note(connection, f"{n}" * 64, "图", 1, "remote" if n else "local")
        assert len(files.wanted(connection, 3)) == 3
        assert "0" * 64 not in files.wanted(connection, 9)
