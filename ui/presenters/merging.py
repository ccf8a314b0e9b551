"""Two people changed one matter: what merged by itself, and what only a person can decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.content import plain
from models.merge import Choice, Clash, Merged, Segment, assemble, merge_body, merge_fields
from models.records import record_of
from ui.text import Words

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two: whose text, and when."""

    name: str
    when: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field in the table; `asks` where a person must choose between two values."""

    field: str
    name: str
    mine: str
    theirs: str
    merged: str
    status: str
    asks: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class _Say:
    """How values are said: in the person's language, codes by their names, long ones cut."""

    words: Words
    names: Mapping[str, str]

    def short(self, value: Any) -> str:
        """A value in at most 60 characters; a narrow cell shows fewer."""
        if value in (None, "", [], {}):
            return self.words("conflict.empty")
        if isinstance(value, bool):
            return self.words("conflict.yes" if value else "conflict.no")
        if isinstance(value, list):
            return self.words.listed(
                [str(one.get("name", "")) if isinstance(one, dict) else self._named(one) for one in value]
            )
        if isinstance(value, dict):
            return self.words.joined([str(one) for one in value.values()])
        text = self._named(value).replace("\n", " ")
        return text if len(text) <= 60 else f"{text[:59]}…"

    def _named(self, value: object) -> str:
        return self.names.get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class ConflictPane:
    """The whole window. `choices` are by number of the segment; `picks` by name of the field."""

    title: str
    sentence: str
    mine: Party
    theirs: Party
    rows: tuple[FieldRow, ...]
    segments: tuple[Segment, ...]
    clashes: tuple[int, ...]
    merged: Merged
    choices: Mapping[int, Choice]
    picks: Mapping[str, Choice]

    @property
    def body(self) -> str:
        """The body as the choices make it; of what nobody decided yet, both."""
        return assemble(self.segments, self.choices)

    @property
    def open(self) -> int:
        """How many places nobody has decided yet."""
        fields = sum(1 for row in self.rows if row.asks and row.field not in self.picks)
        return fields + sum(1 for number in self.clashes if number not in self.choices)

    def fields(self, body: str) -> dict[str, Any]:
        """All fields as they would be kept, with the body as the person left it."""
        values = dict(self.merged.fields)
        for clash in self.merged.clashes:
            if clash.field in self.picks:
                values[clash.field] = clash.theirs if self.picks[clash.field] == "theirs" else clash.mine
        return {**values, "body": body}


def present(
    base: Fields, mine: Fields, theirs: Fields, me: Party, other: Party, names: Mapping[str, str], words: Words
) -> ConflictPane:
    """The window for three texts: the common start, mine, and what the portal has; `names` says codes in words."""
    merged = merge_fields(base, mine, theirs)
    bodies = [str(each.get("body", "") or "") for each in (base, mine, theirs)]
    segments = merge_body(*bodies)
    clashes = tuple(number for number, segment in enumerate(segments) if segment.kind == "clash")
    count = len(clashes) + sum(1 for clash in merged.clashes if clash.field != "body")
    key = "conflict.sentence_open" if count else "conflict.sentence_done"
    return ConflictPane(
        title=words("conflict.title", title=str(mine.get("title") or theirs.get("title") or "")),
        sentence=words(key, mine=me.when, name=other.name, theirs=other.when, n=count),
        mine=me,
        theirs=other,
        rows=_rows(base, mine, theirs, merged, segments, other, _Say(words, names)),
        segments=segments,
        clashes=clashes,
        merged=merged,
        choices={},
        picks={},
    )


def shown(kind: str, fields: Fields) -> Fields:
    """The fields of which two people may disagree: of an item all, of an answer what the unit writes, its text being
    what stands in the three panes."""
    record = record_of(kind)
    if record.own:
        return fields
    written = {name: value for name, value in fields.items() if name in record.written and name != record.html[0]}
    return {**written, "title": fields.get("title", ""), "body": fields.get(record.html[0]) or ""}


def kept(kind: str, fields: Fields) -> Fields:
    """What was decided, by the names under which it is kept."""
    record = record_of(kind)
    if record.own:
        return fields
    others = {name: value for name, value in fields.items() if name not in ("title", "body")}
    return {**others, record.html[0]: fields.get("body", "")}


def choose(pane: ConflictPane, number: int, choice: Choice) -> ConflictPane:
    """The window after a choice for one stretch of the text."""
    return replace(pane, choices={**pane.choices, number: choice})


def pick(pane: ConflictPane, field: str, choice: Choice) -> ConflictPane:
    """The window after a choice for one field."""
    return replace(pane, picks={**pane.picks, field: choice})


def _rows(
    base: Fields, mine: Fields, theirs: Fields, merged: Merged, segments: Sequence[Segment], other: Party, say: _Say
) -> tuple[FieldRow, ...]:
    """The column for bearings, then every field that either changed."""
    asked = {clash.field: clash for clash in merged.clashes}
    rows = []
    changed = {note.field for note in merged.by_itself} | set(asked)
    bearings = ["column"] if any("column" in each for each in (base, mine, theirs)) else []
    for name in [*bearings, *sorted(changed - {"column", "body"})]:
        if name in asked:
            rows.append(_asking(asked[name], say))
        else:
            rows.append(
                _settled(name, base.get(name), mine.get(name), theirs.get(name), merged.fields.get(name), other, say)
            )
    for number, segment in enumerate(segments):
        if segment.kind == "clash":
            rows.append(_stretch(number, segments, say))
    return tuple(rows)


def _settled(name: str, base: Any, mine: Any, theirs: Any, value: Any, other: Party, say: _Say) -> FieldRow:
    same = mine == theirs
    status = "same" if same else "one_side" if base in (mine, theirs) else "merged"
    return FieldRow(
        name,
        say.words(f"editor.fields.{name}"),
        say.short(mine) if mine != base or same else say.words("conflict.unchanged"),
        say.short(theirs) if theirs != base or same else say.words("conflict.unchanged"),
        say.short(value)
        if same or status == "merged"
        else say.words("conflict.use_mine" if theirs == base else "conflict.use_theirs", name=other.name),
        say.words(f"conflict.{status}"),
    )


def _asking(clash: Clash, say: _Say) -> FieldRow:
    mine, theirs = say.short(clash.mine), say.short(clash.theirs)
    return FieldRow(
        clash.field,
        say.words(f"editor.fields.{clash.field}"),
        mine,
        theirs,
        say.words("conflict.choose_here"),
        say.words("conflict.both"),
        asks=True,
    )


def _stretch(number: int, segments: Sequence[Segment], say: _Say) -> FieldRow:
    paragraph = 1 + sum(len([line for line in one.mine.split("\n") if line]) for one in segments[:number])
    segment = segments[number]
    return FieldRow(
        "body",
        say.words("conflict.paragraph", n=paragraph),
        say.short(plain(segment.mine)) or say.words("conflict.removed"),
        say.short(plain(segment.theirs)) or say.words("conflict.removed"),
        say.words("conflict.choose_below"),
        say.words("conflict.both"),
        here=True,
    )
