"""Service guides by audience: who they are for, what article 19 asks of them, and what of it is still to be written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.matter import Matter
from models.people import Actor
from models.problems import Refused
from models.workflow import Rules
from sync.client.desk import Query
from ui.presenters.editing import GUIDE_COLUMN, GUIDE_FIELDS, guide_owes
from ui.presenters.faces import ChipFace, RowFace
from ui.presenters.items import chip
from ui.presenters.steps import may_create, said
from ui.text import Words

MOST = 400
AUDIENCES = ("citizen", "enterprise", "investor")
HISTORICAL = "非行政许可"
Options = list[tuple[str, str]]
_NUMBER = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.．、]\s*")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as it was read: what is shown of it in a row, and what is looked through for words."""

    id: str
    audiences: tuple[str, ...]
    words: str
    face: RowFace


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a guide says."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class GuidePane:
    """A guide with everything that article 19 asks for."""

    id: str
    title: str
    state: ChipFace
    meta: str
    note: str
    lacks: str
    lines: tuple[Line, ...]


def read(desk: Any, words: Words) -> tuple[Guide, ...]:
    """All guides on this desk: those of the column of guides that were not thrown away."""
    rows = desk.page(Query(kind="item", column=GUIDE_COLUMN), 0, MOST)
    return tuple(_guide(desk.seen(one.id).matter, desk.rules, words) for one in rows)


def chosen(guides: Iterable[Guide], audience: str, words: str) -> list[RowFace]:
    """The rows for an audience, narrowed by words."""
    wanted = words.strip()
    return [
        one.face
        for one in guides
        if (not audience or audience in one.audiences) and (not wanted or wanted in one.words)
    ]


def audience_options(rules: Rules, words: Words) -> Options:
    """Everybody, and the three groups of article 18."""
    known = rules.directory.audiences
    groups = [(each, said(known[each], words)) for each in AUDIENCES if each in known]
    return [("", words("services.guides.everyone")), *groups]


def present(matter: Matter, rules: Rules, words: Words) -> GuidePane:
    """The pane of a guide."""
    guide = _table(matter.fields)
    owed = guide_owes(matter.fields)
    lines = tuple(
        Line(words(f"editor.fields.guide_{name}"), str(guide[name])) for name in GUIDE_FIELDS if guide.get(name)
    )
    names = [words(f"editor.fields.guide_{name}") for name in owed]
    return GuidePane(
        matter.id,
        _name(matter, words),
        chip("item", matter.state, rules, words),
        words.joined([str(guide.get("category") or ""), words.listed(_audience_words(matter, rules, words))]),
        words("services.guides.historical") if guide.get("category") == HISTORICAL else "",
        words("services.guides.lacks_which", names=words.listed(names)) if names else "",
        lines,
    )


def title_of(desk: Any, guide: str) -> str:
    """What the guide is called that a case names by its id; empty where it is not here, or only a name was written."""
    try:
        return str(desk.seen(guide).matter.fields.get("title") or "") if guide else ""
    except Refused:
        return ""


def options(desk: Any) -> Options:
    """The published guides, for a choice."""
    rows = desk.page(Query(kind="item", column=GUIDE_COLUMN, states=("published",)), 0, MOST)
    return [(one.id, one.title) for one in rows]


def materials_of(desk: Any, guide: str) -> tuple[str, ...]:
    """The materials that a guide on this desk names."""
    try:
        return guide_materials(_table(desk.seen(guide).matter.fields))
    except Refused:
        return ()


def guide_materials(guide: Mapping[str, Any]) -> tuple[str, ...]:
    """The materials that a guide names, one in each line or each part of one."""
    lines = str(guide.get("materials") or "").replace("；", "\n").replace(";", "\n").splitlines()
    parts = [part for line in lines for part in _NUMBER.sub("", line.strip()).split("、")]
    return tuple(dict.fromkeys(name for part in parts if (name := part.strip(" 。."))))


def may_write(actor: Actor, rules: Rules) -> bool:
    """Whether this person is shown how to begin a guide."""
    return may_create(actor, rules)


def _guide(matter: Matter, rules: Rules, words: Words) -> Guide:
    owed = guide_owes(matter.fields)
    name, table = _name(matter, words), _table(matter.fields)
    audiences = tuple(map(str, matter.fields.get("audience") or ()))
    state = chip("item", matter.state, rules, words)
    word = words("services.guides.lacks", n=len(owed)) if owed else words("services.guides.complete")
    standing = ChipFace(word, "alert-circle-outline" if owed else "check-circle-outline", "amber" if owed else "green")
    meta = words.joined([str(table.get("category") or ""), words.listed(_audience_words(matter, rules, words))])
    spoken = words("shell.spoken_join").join(part for part in (name, word, meta, state.word) if part)
    face = RowFace(matter.id, name, spoken, standing, meta=meta, right=state.word, copied=name)
    return Guide(matter.id, audiences, f"{name} {matter.fields.get('title', '')}", face)


def _table(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    table = fields.get("guide")
    return table if isinstance(table, Mapping) else {}


def _name(matter: Matter, words: Words) -> str:
    name = _table(matter.fields).get("name") or matter.fields.get("title")
    return str(name or words("services.guides.unnamed"))


def _audience_words(matter: Matter, rules: Rules, words: Words) -> list[str]:
    known = rules.directory.audiences
    return [said(known[each], words) if each in known else str(each) for each in matter.fields.get("audience") or ()]
