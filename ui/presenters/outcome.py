"""拟定结果: five outcomes, what the chosen case demands, what is missing, and the notice that writes itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

from models.content import read
from models.content.shapes import STRONG, Paragraph, Run
from models.matter import Matter
from models.notices.drawing import Notice, Part, answer_notice
from models.notices.page import html, is_addressee
from models.outcomes import Code, Outcomes, answer, ground, lacking, outcomes, redaction_grounds
from models.people import Unit
from models.policy import Directory
from ui.presenters.editing import Option
from ui.presenters.steps import said
from ui.text import Words

FILES = ("information", "redactions")


@dataclass(frozen=True, slots=True)
class ResultFace:
    """One of the five outcomes on its card."""

    id: str
    title: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DemandFace:
    """Something to be said. `kind` is line, text, ground or files; `error` says why it must be, once that is asked."""

    name: str
    kind: str
    label: str
    hint: str
    value: str
    error: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFace:
    """A file that goes with the notice; `verified`: it was covered, and the attack on it found nothing."""

    sha256: str
    name: str
    verified: bool


@dataclass(frozen=True, slots=True)
class OutcomePane:
    """Everything in the sheet. `lacking` names what is missing, `foot` says it, `paper` is the notice as it is read."""

    results: tuple[ResultFace, ...]
    cases: tuple[Option, ...]
    case: str
    ground: str
    demands: tuple[DemandFace, ...]
    files: tuple[FileFace, ...]
    lacking: tuple[str, ...]
    foot: str
    heading: str
    paper: str
    notice: str


def choose(answered: Mapping[str, Any], result: str, known: Outcomes) -> dict[str, Any]:
    """The answer with another outcome: what was written stays, so that choosing back loses nothing."""
    code = str(answered.get("code") or "")
    same = code in known.codes and known.codes[code].outcome == result
    return {**answered, "code": code if same else known.of(result)[0].id}


def proposed(answered: Mapping[str, Any], earlier: str, known: Outcomes) -> dict[str, Any]:
    """The answer with the number of an earlier one, where the chosen case asks for it and nothing was written yet."""
    code = known.codes.get(str(answered.get("code") or ""))
    wanted = code is not None and "earlier" in code.demands and not answered.get("earlier")
    return {**answered, "earlier": earlier} if wanted and earlier else dict(answered)


def present(
    request: Matter, fields: Mapping[str, Any], unit: Unit, directory: Directory, words: Words, today: date,
    asked: bool = False,
) -> OutcomePane:  # fmt: skip
    """The sheet over the request with these fields; `asked` once the person wanted to go on, which shows the errors."""
    known, answered = outcomes(directory), answer(fields)
    code = known.codes.get(str(answered.get("code") or ""))
    missing = lacking(answered, directory, today)
    notice = answer_notice(replace(request, fields={**request.fields, **fields}), unit, today, directory)
    demands = _demands(code, answered, missing if asked else (), known, directory, words) if code else ()
    what = words.listed([words(f"requests.demand.{name}") for name in missing])
    return OutcomePane(
        results=tuple(_result(each.id, each.item, said(each, words), code, words) for each in known.results.values()),
        cases=tuple((each.id, said(each, words)) for each in known.of(code.outcome)) if code else (),
        case=code.id if code else "",
        ground=words("requests.outcome.ground_line", ground=ground(directory, code.ground, today)) if code else "",
        demands=demands,
        files=files(fields),
        lacking=missing,
        foot=words("requests.outcome.lacking", n=len(missing), what=what)
        if missing
        else words("requests.outcome.complete"),
        heading=words("requests.outcome.as_you_write", title=notice.title)
        if notice
        else words("requests.outcome.no_notice"),
        paper=paper(notice) if notice else "",
        notice=html(notice) if notice else "",
    )


def _result(id: str, item: int, name: str, code: Code | None, words: Words) -> ResultFace:
    title = f"{words(f'requests.outcome.item_{item}')}{'' if words.language == 'zh' else ' '}{name}"
    return ResultFace(id, title, words(f"requests.outcome.hint_{id}"), code is not None and code.outcome == id)


def _demands(
    code: Code, answered: Mapping[str, Any], wrong: Iterable[str], known: Outcomes, directory: Directory, words: Words
) -> tuple[DemandFace, ...]:
    """The demands of a case in their order; what is only wished for stands behind the files that it speaks of."""
    names = [*code.demands]
    at = names.index("redactions") + 1 if "redactions" in names else len(names)
    names[at:at] = code.also
    names += known.always
    shown = (name for name in names if name != "redactions")
    open_ = set(wrong)
    if "redactions" in open_:
        open_.add("information")
    return tuple(_demand(name, known.demands[name].kind, answered, open_, directory, words) for name in shown)


def _demand(
    name: str, kind: str, answered: Mapping[str, Any], wrong: set[str], directory: Directory, words: Words
) -> DemandFace:
    hint, error = f"requests.hint.{name}", name
    if name == "information" and answered.get("information") and "redactions" in wrong:
        error = "redactions"
    grounds = redaction_grounds(directory) if kind == "ground" else ()
    options = tuple((each, words(f"requests.ground.{each}")) for each in grounds)
    value = answered.get(name)
    return DemandFace(
        name=name,
        kind=kind,
        label=words(f"requests.demand.{name}"),
        hint=words(hint) if words.has(hint) else "",
        value=value if isinstance(value, str) else "",
        error=words(f"requests.error.{error}") if name in wrong else "",
        options=(("", words("steps.option.choose")), *options) if options else (),
    )


def files(fields: Mapping[str, Any]) -> tuple[FileFace, ...]:
    """What goes to the applicant, each with whether it is a covered file that was verified."""
    verified = {str(each.get("sha256")) for each in fields.get("redactions") or () if each.get("verified")}
    return tuple(
        FileFace(str(each["sha256"]), str(each["name"]), each["sha256"] in verified)
        for each in fields.get("information") or ()
    )


def with_file(fields: Mapping[str, Any], file: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with one file more, or with its newer name."""
    kept = [each for each in fields.get("information") or () if each["sha256"] != file["sha256"]]
    return {**fields, "information": [*kept, dict(file)]}


def without_file(fields: Mapping[str, Any], sha256: str) -> dict[str, Any]:
    """The fields without a file, and without what was said of its redaction."""
    return {
        **fields,
        **{name: [each for each in fields.get(name) or () if each["sha256"] != sha256] for name in FILES},
    }


def with_redaction(fields: Mapping[str, Any], file: Mapping[str, Any], what: str, count: int) -> dict[str, Any]:
    """The fields with a covered file that came through the attack, and what was covered in it, which the notice says
    in these words until a person writes others."""
    entry = {**file, "of": file["name"], "what": what, "reason": what, "count": count, "verified": True}
    kept = [each for each in fields.get("redactions") or () if each["sha256"] != file["sha256"]]
    said = fields.get("outcome") or {}
    outcome = {**said, "redacted": said.get("redacted") or what}
    return {**with_file(fields, file), "redactions": [*kept, entry], "outcome": outcome}


CENTRE, LINE = 'align="center" style="margin:0"', 'style="margin:6px 0 0 0;text-indent:28px"'
PLAIN, RIGHT = 'style="margin:10px 0 0 0"', 'align="right" style="margin:4px 0 0 0"'


def paper(notice: Notice) -> str:
    """The notice for the eye: gaps are words in a class of their own, `gap`, which the view colours."""
    return "".join(
        (
            f"<p {CENTRE}><b>{escape(notice.organ)}</b></p>",
            f"<p {CENTRE}><b>{escape(notice.title)}</b></p>",
            f'<p {CENTRE}><span class="meta">{escape(notice.number)}</span></p>',
            f"<p {PLAIN}>{_part(notice.addressee)}：</p>",
            *(f"<p {LINE}>{''.join(map(_part, each))}</p>" for each in notice.lines),
            f"<p {RIGHT}>{escape(notice.organ)}</p>",
            f"<p {RIGHT}>{escape(notice.day)}</p>",
        )
    )


def _part(part: Part) -> str:
    return f'<span class="gap">&nbsp;{escape(part.text)}&nbsp;</span>' if part.gap else escape(part.text)


def kept(text: str) -> str:
    """A notice that was handed in, for the eye, word for word."""
    nodes = [node for node in read(text) if isinstance(node, Paragraph)]
    lines = []
    for before, node in zip([None, *nodes], nodes, strict=False):
        words = "".join(_run(run) for run in node.runs)
        if node.kind != "p" or node.align == "center":
            lines.append(f"<p {CENTRE}>{f'<b>{words}</b>' if node.kind != 'p' else words}</p>")
        else:
            how = RIGHT if node.align else PLAIN if is_addressee(node, before) else LINE
            lines.append(f"<p {how}>{words}</p>")
    return "".join(lines)


def _run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br>")
    return f'<span class="gap">{words}</span>' if run.marks & STRONG else words
