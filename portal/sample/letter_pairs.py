"""How two letters of one writer about one matter go: answered as one, taken apart again, or said once too often."""

from collections.abc import Callable, Mapping

from portal.sample.errand import Errand
from portal.sample.lettering import answer, rest, settled, taken


def repeated(errand: Errand, first: Errand) -> str:
    """The same writer says the same again, and nothing new: no answer, with the earlier letter named (Art. 29)."""
    taken(errand)
    errand.office(60, 500)
    earlier = f"《{first.paper.fields['title']}》（{first.came.isoformat()}来信，已答复）"
    args = {"ground": "repeated", "reason": errand.paper.one("repeated"), "earlier": earlier}
    errand.take(errand.hands.clerk, "rule_no_reply", args)
    errand.office(20, 400)
    errand.take(errand.hands.reviewer, "confirm_no_reply")
    return "not_answered"


def _joined(first: Errand, again: Errand) -> None:
    """Both are in hand, and the second is to be answered with the first."""
    taken(first)
    taken(again)
    again.pace.now = first.pace.now = max(first.pace.now, again.pace.now)
    again.office(20, 200)
    again.take(again.hands.clerk, "merge", {"into": first.item})
    first.pace.now = again.pace.now


def merged(first: Errand, again: Errand) -> tuple[str, str]:
    """One answer for two letters of one writer."""
    _joined(first, again)
    first.days(1, 4)
    answer(first)
    again.pace.now = first.pace.now
    return settled(first), settled(again)


def unmerged(first: Errand, again: Errand) -> tuple[str, str]:
    """Merged by mistake, taken apart, and each answered by itself."""
    _joined(first, again)
    again.days(1, 2)
    again.take(again.hands.clerk, "unmerge")
    first.pace.now = again.pace.now
    return rest(first), rest(again)


PAIRS: Mapping[str, Callable[[Errand, Errand], tuple[str, str]]] = {"merged": merged, "unmerged": unmerged}
"""The ways that two letters of one writer go together."""
