"""The fields of a citizen's letter (来信): what the writer wrote, and what the unit answers (Art. 21-29)."""

from collections.abc import Mapping

from models import shapes
from models.shapes import Judge

CHANNELS = ("mayor", "unit", "complaint", "suggestion", "error")
"""The four mailboxes: 区长信箱, 部门信箱, 网上投诉, 建言献策 (Art. 21), and 网站纠错, the foot of every public page."""
SORTS = ("consult", "complaint", "suggestion", "help")
SOURCES = ("web", "paper", "phone", "visit")
GROUNDS = ("abuse", "repeated", "no_substance")
"""For which of its three grounds a letter may stay without an answer (Art. 29)."""
SCORES = ("satisfied", "mostly", "unsatisfied")

RECEIVED: Mapping[str, Judge] = {
    "title": shapes.text, "body": shapes.body, "channel": shapes.one_of(*CHANNELS), "sort": shapes.one_of(*SORTS),
    "source": shapes.one_of(*SOURCES), "received_on": shapes.day, "publish_consent": shapes.flag,
    "about_unit": shapes.text, "about_item": shapes.text, "attachments": shapes.attachments,
}  # fmt: skip
"""What comes with a letter."""
WRITTEN: Mapping[str, Judge] = {
    "reply": shapes.body, "reply_public": shapes.flag, "public_title": shapes.text, "public_body": shapes.body,
    "reply_files": shapes.attachments,
}  # fmt: skip
"""What the unit writes: the answer, and the masked form in which question and answer may be published."""
