"""A notice is taken in whole or not at all: by the administrator, sealed, told to every desk, matters recounted."""

from datetime import timedelta
from pathlib import Path

import pytest

from models.imported import KEY, believed
from models.people import Post
from models.problems import Refused
from models.store.portal_write import Writing, put_plain
from portal.accounts import Newcomer
from portal.importing import KEY_FILE, import_notice
from tests.models.office import LIN, ZONE
from tests.portal.letters import as_it_stands, letter
from tests.portal.notices import LONGER_MAY, NEXT_YEAR, NUMBER
from tests.portal.town import Town

NAME = f"calendar/{NUMBER}.toml"
SKIPPING = NEXT_YEAR.replace("2027", "2028").replace("2026", "2027").replace("work = [2027-12-27]", "")


@pytest.fixture(autouse=True)
def _an_administrator(request: pytest.FixtureRequest) -> None:
    for name in ("town", "village"):
        if name in request.fixturenames:
            admin = Newcomer("admin", "p_admin", "系统管理员", frozenset({Post("digital", "sysadmin")}))
            request.getfixturevalue(name).portal.accounts.add([admin])


def _take(town: Town, text: str, login: str = "admin") -> object:
    return import_notice(town.portal, town.folder, "notice.toml", text, login)


def test_an_imported_notice_counts_at_once_and_reaches_the_desks_with_its_seal(town: Town) -> None:
    done = import_notice(town.portal, town.folder, "notice.toml", NEXT_YEAR, "admin")
    assert (done.notice.year, done.fresh, done.moved) == (2027, True, ())
    assert 2027 in town.house.policies.rules().directory.calendar.years
    rows = {identity: doc for (type_, identity), doc in town.seat(LIN).everything().rows.items() if type_ == "policy"}
    assert (rows[NAME]["imported_by"], rows[NAME]["algorithm"]) == ("p_admin", "ed25519")
    assert believed(rows, {})[0][NAME] == NEXT_YEAR
    assert (town.folder / KEY_FILE).stat().st_mode & 0o077 == 0
    assert "private" not in rows[KEY]["text"]


def test_the_same_notice_again_changes_nothing_and_another_text_is_refused(village: Town) -> None:
    _take(village, NEXT_YEAR)
    with village.portal.store.reading() as reading:
        head = reading.head()
    assert not import_notice(village.portal, village.folder, "notice.toml", NEXT_YEAR, "admin").fresh
    with pytest.raises(Refused) as no:
        _take(village, NEXT_YEAR.replace("2027-01-03", "2027-01-04"))
    assert (no.value.code, no.value.facts["file"]) == ("notice_repeated", "notice.toml")
    with village.portal.store.reading() as reading:
        assert reading.head() == head


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NEXT_YEAR.replace("2026-12-27", "2027-01-02"), "notice_both"),
        (
            NEXT_YEAR.replace("2027", "2028").replace("2026", "2027").replace("work = [2027-12-27]", ""),
            "notice_skipped",
        ),
        (NEXT_YEAR.replace("year = 2027", "year = 2026"), "notice_year"),
        (NEXT_YEAR.replace(NUMBER, "国办发明电〔2025〕7号"), "notice_repeated"),
        (f"numbered = false\n{NEXT_YEAR}", "notice_number"),
        ("number = ", "broken_policy"),
    ],
)
def test_a_notice_that_cannot_be_believed_leaves_everything_as_it_was(village: Town, text: str, code: str) -> None:
    with village.portal.store.reading() as reading:
        head = reading.head()
    with pytest.raises(Refused) as no:
        _take(village, text)
    assert no.value.code == code
    assert int(str(no.value.facts["line"])) >= 1
    with village.portal.store.reading() as reading:
        assert reading.head() == head
    assert not (village.folder / KEY_FILE).exists()


def test_only_the_administrator_takes_notices_in(village: Town) -> None:
    for login, code in ((LIN.name, "not_administrator"), ("nobody", "account_unknown")):
        with pytest.raises(Refused) as no:
            _take(village, NEXT_YEAR, login)
        assert no.value.code == code


def test_without_a_name_it_is_the_first_administrator_that_is_not_disabled(village: Town) -> None:
    again = Newcomer("zadmin", "p_zadmin", "系统管理员", frozenset({Post("digital", "sysadmin")}))
    village.portal.accounts.add([again])
    _take(village, LONGER_MAY, "")
    village.portal.accounts.disable("admin")
    _take(village, NEXT_YEAR, "")
    with village.portal.store.reading() as reading:
        rows = reading.documents("policy")
    by = [rows[f"calendar/{number}.toml"]["imported_by"] for number in ("国办发明电〔2026〕3号", NUMBER)]
    assert by == ["p_admin", "p_zadmin"]


def test_a_portal_that_lost_its_key_takes_nothing_in_rather_than_make_old_seals_false(village: Town) -> None:
    _take(village, LONGER_MAY)
    (village.folder / KEY_FILE).unlink()
    with pytest.raises(Refused) as no:
        _take(village, NEXT_YEAR)
    assert no.value.code == "key_lost"
    assert village.house.policies.rules().directory.calendar.numbers["国办发明电〔2026〕3号"].special


def test_a_notice_that_was_changed_in_the_database_no_longer_counts(village: Town) -> None:
    _take(village, NEXT_YEAR)
    with village.portal.store.reading() as reading:
        row = dict(reading.documents("policy")[NAME])

    def change(writing: Writing) -> None:
        writing.documents("policy")
        writing.note(None, [put_plain("policy", NAME, {**row, "text": NEXT_YEAR.replace("2027-01-03", "2027-01-08")})])

    village.portal.store.write(change)
    assert 2027 not in village.house.policies.rules().directory.calendar.years


def test_open_letters_are_counted_anew_and_say_what_moved(town: Town) -> None:
    at = town.clock().replace(year=2026, month=4, day=17)
    over, apart = letter(town, at), letter(town, at - timedelta(days=40))
    before = as_it_stands(town, over).system["due"]
    done = import_notice(town.portal, town.folder, "notice.toml", LONGER_MAY, "admin")
    assert [(one.id, one.before["local"], one.after["local"], one.result) for one in done.moved] == [
        (over, "2026-05-06", "2026-05-09", "ok")
    ]
    moved = as_it_stands(town, over)
    assert (moved.system["due"]["local"], moved.system["due_at"]) == ("2026-05-09", "2026-05-09")
    assert moved.system["moved"]["from"] == before
    assert moved.trail[-1].verb == "recount"
    assert as_it_stands(town, apart).trail[-1].verb == "receive"


def test_a_day_that_was_provisional_becomes_certain_without_moving(village: Town) -> None:
    found = letter(village, village.clock().replace(year=2026, month=12, day=3, tzinfo=ZONE))
    assert as_it_stands(village, found).system["due_provisional"]
    _take(village, NEXT_YEAR)
    after = as_it_stands(village, found)
    assert "due_provisional" not in after.system
    assert "moved" not in after.system


def test_the_key_is_made_in_the_folder_of_the_portal(village: Town, tmp_path: Path) -> None:
    _take(village, NEXT_YEAR)
    assert (tmp_path / KEY_FILE).read_text("utf-8").startswith('algorithm = "ed25519"')
