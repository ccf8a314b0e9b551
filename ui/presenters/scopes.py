"""What a part of what this desk holds is called: whose it is, and whether it is done."""

from models.policy import Directory
from models.scopes import ARCHIVE, PUBLIC
from ui.presenters.shell import unit_name
from ui.text import Words


def scope_words(scope: str, directory: Directory, words: Words) -> str:
    """`王台镇人民政府在办的`, `通讯录和规章`."""
    whole, done = scope.removesuffix(ARCHIVE), scope.endswith(ARCHIVE)
    kind, _, name = whole.partition(":")
    if kind == "u":
        who = unit_name(directory, name, words)
    elif kind == "desk" and words.has(f"shell.role.{name}"):
        who = words(f"shell.role.{name}")
    else:
        return words("sync.scope_pub" if scope == PUBLIC else "sync.scope_me")
    return words("sync.scope_archive" if done else "sync.scope_open", who=who)
