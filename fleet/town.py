"""The people of the played district and its beginning: a portal with its directory, desks that have seen it once."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from models.checks import read_lists
from models.checks.inspecting import inspector
from models.people import Actor, Post
from models.policy import Directory, shipped
from models.rules import load_rules
from models.steps import Rules

DAY = date(2026, 4, 28)
"""The checks of a text know this one day, so that the rules can be read once for all runs."""
TEXTS = shipped()
TABLE = "workflows/letter.toml"
"""The one table that changes in the runs."""
SENT = ("units.toml", TABLE)
"""The files that the portal has as rows; all others are the same everywhere, and only copied and compared in vain."""
UNITS = ("wangtai", "xiqin")
FAST = Path("/dev/shm")  # memory, where the system has it


def _person(name: str, called: str, *posts: tuple[str, str]) -> Actor:
    return Actor(f"p_{name}", called, frozenset(Post(*post) for post in posts), f"desk-{name}")


PEOPLE = (
    _person("lin", "林晓梅", ("wangtai", "clerk")),
    _person("zhou", "周敏", ("wangtai", "clerk")),
    _person("chen", "陈建国", ("wangtai", "reviewer")),
    _person("wu", "吴桂英", ("wangtai", "clerk"), ("wangtai", "reviewer")),
    _person("far", "郑海", ("xiqin", "clerk")),
    _person("farrev", "黄丽", ("xiqin", "reviewer")),
    _person("disp", "何雨桐", ("petitions", "dispatcher")),
    _person("lead", "沈国平", ("gov_office", "leader")),
    _person("op", "叶航", ("digital", "operator")),
    _person("sup", "高素云", ("efficiency", "supervisor")),
    _person("office", "江涛", ("gov_office", "office")),
)


@cache
def _rules(texts: tuple[tuple[str, str], ...]) -> Rules:
    known = dict(texts)
    return load_rules(known, inspector(Directory(known), read_lists(known), lambda: DAY, lambda *_: None))


def rules_of(texts: Mapping[str, str]) -> Rules:
    """The rules in these policy files; the same texts are read only once."""
    return _rules(tuple(sorted(texts.items())))


def person_doc(actor: Actor) -> dict[str, Any]:
    """A person's row of the directory."""
    return {"name": actor.name, "posts": [{"unit": post.unit, "role": post.role} for post in sorted(actor.posts)]}


@cache
def scratch() -> Path:
    """A folder of this process that goes with it."""
    made = Path(tempfile.mkdtemp(prefix="fleet-", dir=FAST if FAST.is_dir() else None))
    atexit.register(shutil.rmtree, made, True)
    return made
