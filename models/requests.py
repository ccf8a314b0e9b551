"""The fields of a disclosure request (依申请公开): what is asked, and the outcome drawn up (Art. 15-17)."""

from collections.abc import Mapping

from models import shapes
from models.shapes import Judge

APPLICANTS = ("citizen", "legal")
CHANNELS = ("web", "post", "registered", "fax", "in_person")
"""How it came: each way has its own rule for the day of receipt (政府信息公开条例 Art. 31)."""
FORMS = ("paper", "email", "disc")
WAYS = ("network", "in_person", "post", "fax")

RECEIVED: Mapping[str, Judge] = {
    "title": shapes.text, "body": shapes.body, "doc_hint": shapes.text, "applicant": shapes.one_of(*APPLICANTS),
    "channel": shapes.one_of(*CHANNELS), "received_on": shapes.day, "form": shapes.one_of(*FORMS),
    "way": shapes.one_of(*WAYS), "purpose": shapes.text, "attachments": shapes.attachments,
}  # fmt: skip
"""What comes with a request."""
WRITTEN: Mapping[str, Judge] = {
    "outcome": shapes.mixed_table, "notice": shapes.body, "information": shapes.attachments,
    "redactions": shapes.attachments,
}  # fmt: skip
"""What the unit draws up: one of the five outcomes with what it demands, the notice, and what is handed out."""
