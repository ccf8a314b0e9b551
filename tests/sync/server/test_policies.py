"""The rules that the portal judges by."""

from models.policy import shipped
from models.store.portal_write import Writing, put_plain
from tests.models.office import FIELDS, LIN, MAIN_COLUMN, OPERATOR
from tests.portal.town import Town


def test_rules_are_read_once_and_again_when_a_policy_changes(town: Town) -> None:
    policies = town.portal.house.policies
    before = policies.rules()
    assert policies.rules() is before
    text = shipped()["columns.toml"].replace('code = "0802"', 'code = "0899"')

    def change(writing: Writing) -> None:
        writing.documents("policy")
        writing.note(None, [put_plain("policy", "columns.toml", {"name": "columns.toml", "text": text, "shipped": ""})])

    town.portal.store.write(change)
    assert "0899" in policies.rules().directory.columns
    assert town.seat(LIN).do("create", town.id(), {"fields": FIELDS}).code == "column_unknown"


def test_what_is_only_the_main_sites_carries_its_number(town: Town) -> None:
    item = town.signed(column=MAIN_COLUMN)
    town.seat(OPERATOR).ok("accept", item)
    assert town.matter(item).system["index_no"] == f"NP02000-{MAIN_COLUMN}-2026-00001"


def test_the_checks_of_a_file_read_the_file_itself(village: Town) -> None:
    lin = village.seat(LIN)
    sha256 = lin.bring("身份证号 11010519491231002X".encode(), "名单.txt")
    item = village.draft(attachments=[{"sha256": sha256, "name": "名单.txt", "size": 30, "mime": "text"}])
    rules = village.portal.house.policies.rules()
    found = rules.inspect("wangtai", village.matter(item).fields)
    assert any(finding.level == "block" and finding.place.part == "attachment:名单.txt" for finding in found)
