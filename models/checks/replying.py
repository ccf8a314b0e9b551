"""Checks an answer as every text is checked, and beside the letter that it answers (Art. 23, 25)."""

from datetime import date

from models.checks import Subject
from models.checks.asked import Asked
from models.checks.finding import LEVELS, Finding
from models.checks.normal import Source
from models.checks.rules.replies import REPLY_RULES
from models.checks.words import Lists
from models.content import blocks
from models.late import load

BESIDE = frozenset({"title_blank", "undated"})
"""Rules for items that an answer need not keep: it bears its letter's title, and the portal dates it."""


def check_reply(reply: str, asked: Asked, unit_name: str, lists: Lists, today: date) -> tuple[Finding, ...]:
    """All findings of an answer (`reply` in HTML), gravest first."""
    general = load("models.checks.checking").check(Subject("", reply, unit_name), lists, today)
    leaves = blocks(reply)
    source = Source("body", tuple(leaf.text for leaf in leaves), tuple(leaf.kind for leaf in leaves))
    own = (finding for rule in REPLY_RULES for finding in rule(source, asked)) if source.text.strip() else ()
    told = [*(finding for finding in general if finding.rule not in BESIDE), *own]
    return tuple(sorted(told, key=lambda finding: LEVELS.index(finding.level)))
