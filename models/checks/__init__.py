"""What a machine can notice in a text before people decide (Art. 10, 38): an aid, never the secrecy review itself.

`read_lists` takes the policy texts, so that desk and portal judge by the same dated lists; `models.checks.checking`
looks through a text, and `models.checks.attachments` reads attachments beforehand. Both are loaded late.
"""

from models.checks.finding import Extract, Finding, Piece, Subject, Waiver
from models.checks.words import Lists, read_lists

__all__ = ["Extract", "Finding", "Lists", "Piece", "Subject", "Waiver", "read_lists"]
