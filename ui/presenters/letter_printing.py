"""What goes on paper of a letter: its words and its reply, masked as they lie here; never who wrote, never a remark."""

from collections.abc import Mapping
from html import escape
from typing import Any

from models.letters import CHANNELS, SORTS
from models.matter import Matter
from models.workflow import Rules
from models.writers import veil
from ui.presenters import steps
from ui.presenters.editing import provisional
from ui.presenters.shell import unit_name
from ui.printing.official import Official
from ui.text import Words


def letter(
    matter: Matter, fields: Mapping[str, Any], contact: Mapping[str, str], rules: Rules, words: Words
) -> Official:
    """The letter and its reply, as they stand in `fields`, with a head that says where it stands; what is known of the
    writer (`contact`) is masked wherever somebody wrote it all the same."""
    system = matter.system
    channel, sort = str(fields.get("channel", "")), str(fields.get("sort", ""))
    number = str(system.get("number") or provisional(matter))
    unit = unit_name(rules.directory, matter.unit, words) if matter.unit else ""
    rows = (
        (words("printing.letter_no"), number, words("printing.state"), steps.state_face(matter, rules, words).word),
        (
            words("printing.mailbox"), words(f"letters.channel.{channel}") if channel in CHANNELS else "",
            words("printing.sort"), words(f"letters.sort.{sort}") if sort in SORTS else "",
        ),
        (
            words("printing.answering"), unit,
            words("printing.received_on"), str(fields.get("received_on", "")),
        ),
        (
            words("printing.last_day"), str((system.get("due") or {}).get("local", "")),
            words("printing.answered_on"), str(system.get("answered_at", ""))[:10],
        ),
    )  # fmt: skip
    title = veil(str(fields.get("title", "")), contact)
    return Official(rows, title, veil(_body(matter, fields, words), contact), ())


def _body(matter: Matter, fields: Mapping[str, Any], words: Words) -> str:
    lines = (line.strip() for line in str(fields.get("body", "")).splitlines())
    asked = [f"<p>{escape(line)}</p>" for line in lines if line]
    said = matter.system.get("instruction")
    instructed = [_head(words("printing.instruction")), f"<p>{escape(str(said['text']))}</p>"] if said else []
    reply = str(fields.get("reply") or "")
    answered = [_head(words("printing.reply")), reply] if reply else []
    return "".join([_head(words("printing.letter_words")), *asked, *instructed, *answered])


def _head(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"
