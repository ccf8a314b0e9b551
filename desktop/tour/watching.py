"""What is watched and reminded of: a supervision with a number, the unit's answer, the month's figures, the messages,
and a new notice of holidays that moves last days."""

import json
from typing import Any

from desktop.tour import handling
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, find, press, reads, settle, sought, until
from sync.client.desk import Query
from ui.views.docket.figures_table import FiguresTable
from ui.views.docket.screen import DocketScreen
from ui.widgets.overlay import Overlay

UNIT = "wangtai"


def play(stage: Stage) -> None:
    """The township answers what the efficiency office asks."""
    stage.record.chapter("watching")
    _supervise(stage)
    _answer(stage)
    _figures(stage)
    _reminders(stage)
    _notice(stage)


def _overdue(stage: Stage) -> str:
    """A letter of the sample in the township that is late."""
    county = stage.county
    today = county.window.session.now().date().isoformat()
    for row in county.desk.page(Query(kind="docket", tab="all", column="letter"), 0, 400):
        matter = county.matter(row.id)
        open_ = matter.unit == UNIT and matter.state in ("assigned", "in_hand")
        if open_ and row.due and row.due[:10] < today:
            return str(row.id)
    raise WentWrong("the sample holds no overdue letter in the township")


def _supervise(stage: Stage) -> None:
    record, county, text = stage.record, stage.county, stage.story["supervise"]
    with record.step("wuhy", "supervises an overdue letter of the township, under a number") as step:
        handling.leave_to(county, "wuhy")
        id = stage.notes["overdue"] = _overdue(stage)
        handling.open_docket(county, id)
        record.picture(county.window, "docket-overdue")
        handling.take(county, "letter", "supervise")
        calendar = county.desk.rules.directory.calendar
        by = calendar.working_after(county.window.session.now().date(), 3).isoformat()
        slip = handling.fill(county, "letter.supervise", {**text["asked"], "answer_by": by})
        record.picture(county.window, "supervise")
        handling.give(county, slip)
        step.outcome = f"{county.synced()}; {text['asked']['number']}, to be answered by {by}"


def _answer(stage: Stage) -> None:
    record, town, county, text = stage.record, stage.town, stage.county, stage.story["supervise"]
    id = stage.notes["overdue"]
    with record.step("linxm", "is told of it, and answers for the township") as step:
        town.online()
        town.synced()
        handling.open_matter(town, "letter", id, "todo")
        until(lambda: reads(town.window, text["asked"]["number"]), "the supervision above the letter")
        record.picture(town.window, "letter-supervised")
        open_ = [one for one in town.matter(id).system["supervisions"] if not one.get("answer")]
        for _each in open_:
            handling.do(town, "letter", "answer_supervision", {"text": text["answer"]})
        step.outcome = f"{town.synced()}; {len(open_)} answered, the oldest first"
    with record.step("wuhy", "reads on the docket what the unit answered") as step:
        county.synced()
        handling.open_docket(county, id)
        until(lambda: reads(county.window, text["answer"]), "the unit's answer on the docket")
        county.hush()
        record.picture(county.window, "docket-answered")
        step.outcome = "the answer stands under its number"


def _figures(stage: Stage) -> None:
    record, county = stage.record, stage.county
    with record.step("wuhy", "looks at the figures of the month, and at one unit's year") as step:
        handling.visit(county, "docket")
        screen = find(county.window, DocketScreen)
        screen.parts.setFocus()
        press(screen.parts, "Right")
        table = until(lambda: sought(county.window, FiguresTable), "the figures")
        until(lambda: table.model().rowCount() > 1, "the units")
        table.setFocus()
        press(table, "Down")
        settle()
        record.picture(county.window, "figures")
        county.in_theme("dark", 100, lambda: record.picture(county.window, "figures-dark"))
        screen.parts.setFocus()
        press(screen.parts, "Left")
        step.outcome = f"{table.model().rowCount() - 1} units"


def _reminders(stage: Stage) -> None:
    record, town, spool = stage.record, stage.town, stage.data / "sms"
    with record.step("linxm", "reads what she was told, and what became of each message") as step:
        sent = until(lambda: _messages(stage), "a message to her phone", 60)
        town.synced()
        handling.visit(town, "reminders")
        press(town.window.focusWidget() or town.window, "Down")
        record.picture(town.window, "reminders")
        town.in_theme("dark", 100, lambda: record.picture(town.window, "reminders-dark"))
        texts = [json.loads(file.read_text("utf-8"))["text"] for file in spool.glob("*.json")]
        words = [str(town.matter(stage.notes["overdue"]).fields["title"]), *stage.notes.get("words", "").split()]
        if any(word in text for text in [*texts, *(one["text"] for one in sent)] for word in words):
            raise WentWrong("a message to a phone says what only a desk may show")
        states = sorted({str(one["state"]) for one in sent})
        step.outcome = f"{len(sent)} messages, {', '.join(states)}; {len(texts)} in the spool"


def _messages(stage: Stage) -> list[dict[str, Any]]:
    """The messages to linxm as the portal's own list tells them."""
    listed = stage.office.verb("sms", "list")["messages"]
    return [one for one in listed if one["person"] == "p_linxm"]


def _notice(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["holidays"]
    with record.step(
        "maoyh", "takes a new notice of holidays in at the portal; open last days are counted anew"
    ) as step:
        file = stage.data.parent / text["file"]
        year = max(town.desk.rules.directory.calendar.years) + 1
        written = text["notice"].replace("{year}", str(year)).replace("{before}", str(year - 1))
        file.write_text(written, "utf-8")
        done = stage.office.verb("calendar", "import", file, "--by", "maoyh")
        step.outcome = f"{done['number']} for {done['year']}: {len(done['moved'])} last days moved"
    with record.step("linxm", "is told on her desk, and the slip of the last day quotes the new notice") as step:
        town.synced()
        handling.visit(town, "letters")
        record.picture(town.window, "calendar-changed")
        slip = sought(town.window, Overlay)
        if slip is not None:
            press(slip, "Esc")
        known = list(town.desk.rules.directory.calendar.numbers)
        if done["number"] not in known:
            raise WentWrong(f"the desk knows {known[-3:]}")
        step.outcome = f"the desk counts by {done['number']}"
