"""The fields of a service case (办事咨询与预审批): what is handed in, and the result that is told (Art. 18-20)."""

from collections.abc import Mapping

from models import shapes
from models.shapes import Judge

SORTS = ("consult", "preapproval")
RESULTS = ("pass", "fail", "need")

RECEIVED: Mapping[str, Judge] = {
    "title": shapes.text, "body": shapes.body, "sort": shapes.one_of(*SORTS), "guide": shapes.text,
    "received_on": shapes.day, "materials": shapes.materials, "attachments": shapes.attachments,
}  # fmt: skip
"""What comes with a case."""
WRITTEN: Mapping[str, Judge] = {"result": shapes.mixed_table, "reply": shapes.body, "reply_files": shapes.attachments}
"""What the unit writes: the result with what is missing, and the words in which the writer is told."""
