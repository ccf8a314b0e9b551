"""The F1 sheet: from the very commands that are bound."""

from ui.presenters.commands import Command
from ui.presenters.shortcuts import KeyGroup, KeyLine, columns, groups
from ui.text import Words
from ui.views.shortcuts.keys import key_words

COMMANDS = (
    Command("help", "everywhere", ("F1",)),
    Command("go_today", "everywhere", ("Alt+1",)),
    Command("go_items", "everywhere", ("Alt+2",)),
    Command("bigger", "everywhere", ("Ctrl++", "Ctrl+=")),
    Command("sync_panel", "everywhere"),
    Command("filter", "list", ("Ctrl+F",)),
)


def test_every_command_with_a_key_is_listed_and_places_share_a_line() -> None:
    found = groups(COMMANDS, Words("zh"), key_words)
    assert [line.keys for line in found[0].lines] == ["F1", "Alt 1 … 2", "Ctrl +"]
    assert found[0].lines[1].words == "今日、信息"
    assert found[1].title == "列表"


def test_a_search_keeps_what_contains_it() -> None:
    found = groups(COMMANDS, Words("zh"), key_words, "列表里找")
    assert [line.keys for group in found for line in group.lines] == ["Ctrl F"]


def test_blocks_are_spread_over_two_columns_in_order() -> None:
    blocks = tuple(KeyGroup(str(n), (KeyLine("F1", "x"),) * size) for n, size in enumerate((15, 6, 6, 3)))
    left, right = columns(blocks)
    assert [block.title for block in (*left, *right)] == ["0", "1", "2", "3"]
    assert right


def test_keys_are_named_as_on_the_keyboard() -> None:
    assert key_words("Ctrl+Return") == "Ctrl Enter"
    assert key_words("Alt+Left") == "Alt ←"
    assert key_words("Ctrl++") == "Ctrl +"
    assert key_words("Ctrl+,") == "Ctrl ,"
