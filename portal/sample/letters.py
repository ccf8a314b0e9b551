"""The ways a letter can go, from one that nobody has opened yet to one that was answered twice."""

from collections.abc import Callable, Mapping

from portal.sample.errand import Errand
from portal.sample.lettering import (
    answer,
    ask_extension,
    come,
    draft,
    extension,
    rate,
    rest,
    returned,
    route,
    settled,
    sign_for,
    submit,
    supervision,
    taken,
    text_of,
)  # fmt: skip

Way = Callable[[Errand], str]
"""Takes the steps of one letter and gives the state in which it leaves it."""


def plain(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 7)
    answer(errand)
    return settled(errand)


def answered(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 5)
    answer(errand, errand.paper.fields["publish_consent"])
    return "replied"


def half_returned(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 5)
    returned(errand)
    errand.days(1, 2)
    answer(errand)
    return settled(errand)


def extended(errand: Errand) -> str:
    extension(errand)
    errand.days(3, 8)
    answer(errand)
    return settled(errand)


def extension_refused(errand: Errand) -> str:
    taken(errand)
    errand.until(errand.rng.randint(8, 10))
    ask_extension(errand)
    errand.office(30, 300)
    errand.take(errand.hands.leader, "refuse_extension", {"reason": errand.paper.one("extension_no")})
    errand.days(1, 2)
    answer(errand)
    return settled(errand)


def sent_back(errand: Errand) -> str:
    """The unit that got it first says that it is another's."""
    come(errand)
    route(errand)
    errand.office(30, 300)
    whose = "区行政服务中心"
    errand.take(errand.hands.clerk, "send_back", {"reason": errand.paper.one("sent_back"), "whose": whose})
    errand.office(30, 300)
    channel = text_of(errand).channel
    if channel == "mayor":
        args = {"units": [errand.unit], "lead": errand.unit, "text": "经核，仍由你单位牵头，请按期答复。"}
        errand.take(errand.hands.leader, "instruct", args)
    else:
        errand.take(errand.hands.dispatcher, "dispatch", {"unit": errand.unit, "text": "经核属你单位职责，请办理。"})
    sign_for(errand)
    errand.days(1, 4)
    answer(errand)
    return settled(errand)


def urged(errand: Errand) -> str:
    taken(errand)
    errand.until(errand.rng.randint(11, 13))
    by = errand.rng.choice((errand.hands.supervisor, errand.hands.leader, errand.hands.operator))
    errand.take(by, "urge", {"note": errand.paper.one("urge")})
    errand.office(60, 400)
    answer(errand)
    return settled(errand)


def supervised(errand: Errand) -> str:
    supervision(errand)
    errand.office(60, 500)
    errand.take(errand.hands.clerk, "answer_supervision", {"text": errand.paper.one("supervise_answer")})
    errand.office(60, 500)
    answer(errand)
    return settled(errand)


def late(errand: Errand) -> str:
    taken(errand)
    errand.until(errand.rng.randint(19, 24))
    answer(errand)
    return settled(errand)


def taken_over(errand: Errand) -> str:
    """The clerk who signed for it is away, and a colleague goes on with it."""
    taken(errand)
    if errand.hands.second == errand.hands.clerk:
        return rest(errand)
    errand.days(1, 3)
    errand.take(errand.hands.second, "take_over")
    errand.days(1, 3)
    answer(errand, by=errand.hands.second)
    return settled(errand)


def pleased(errand: Errand) -> str:
    pleased_open(errand)
    return settled(errand)


def pleased_open(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 5)
    answer(errand)
    rate(errand, "satisfied", "rating_good")
    return "replied"


def fairly(errand: Errand) -> str:
    taken(errand)
    errand.days(3, 8)
    answer(errand)
    rate(errand, "mostly", "rating_fair")
    return settled(errand)


def rated_low(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 4)
    answer(errand)
    rate(errand, "unsatisfied", "rating_bad")
    return "replied"


def in_hand_again(errand: Errand) -> str:
    """The writer was displeased and the matter is taken up anew."""
    rated_low(errand)
    errand.days(1, 3)
    by = errand.rng.choice((errand.hands.operator, errand.hands.supervisor))
    errand.take(by, "reopen", {"reason": errand.paper.one("reopen")})
    sign_for(errand)
    return "in_hand"


def reopened(errand: Errand) -> str:
    in_hand_again(errand)
    errand.days(2, 6)
    answer(errand)
    rate(errand, "mostly", "rating_fair")
    return settled(errand)


def published(errand: Errand) -> str:
    errand.paper.fields["publish_consent"] = True
    taken(errand)
    errand.days(1, 6)
    answer(errand, public=True)
    return settled(errand)


def published_later(errand: Errand) -> str:
    errand.paper.fields["publish_consent"] = True
    taken(errand)
    errand.days(1, 6)
    answer(errand)
    errand.days(2, 5)
    reply = next(step.args["set"]["reply"] for step in reversed(errand.steps) if step.kind == "letter.draft_reply")
    errand.take(errand.hands.reviewer, "publish", {**errand.paper.veiled(), "public_reply": reply})
    return settled(errand)


def joint(errand: Errand) -> str:
    """A leader names a second unit beside the one that answers."""
    taken(errand, joint="petitions" if errand.unit != "petitions" else "gov_office")
    return rest(errand)


def _silence(errand: Errand) -> None:
    taken(errand)
    errand.office(60, 700)
    text = text_of(errand)
    args = {"ground": text.way, "reason": errand.paper.say(text.reply.strip())}
    errand.take(errand.hands.clerk, "rule_no_reply", args)


def silence_pending(errand: Errand) -> str:
    _silence(errand)
    return "reply_in_review"


def silence(errand: Errand) -> str:
    """It stays without an answer, on one of the three grounds, when the reviewer agrees."""
    _silence(errand)
    errand.office(20, 400)
    errand.take(errand.hands.reviewer, "confirm_no_reply")
    return "closed" if errand.rng.random() < 0.5 and errand.close() else "not_answered"


def waiting(state: str) -> Way:
    """It has come and lies where its mailbox leads."""

    def way(errand: Errand) -> str:
        come(errand)
        return state

    return way


def assigned(errand: Errand) -> str:
    come(errand)
    route(errand)
    return "assigned"


def in_hand(errand: Errand) -> str:
    taken(errand)
    return "in_hand"


def drafted(errand: Errand) -> str:
    taken(errand)
    draft(errand)
    return "in_hand"


def extension_open(errand: Errand) -> str:
    taken(errand)
    errand.days(2, 4)
    ask_extension(errand)
    return "in_hand"


def extension_running(errand: Errand) -> str:
    extension(errand)
    return "in_hand"


def draft_returned(errand: Errand) -> str:
    taken(errand)
    returned(errand)
    return "in_hand"


def in_review(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 2)
    draft(errand)
    submit(errand)
    return "reply_in_review"


def overdue_supervised(errand: Errand) -> str:
    supervision(errand)
    return "in_hand"


WAYS: Mapping[str, Way] = {
    "with_leader": waiting("with_leader"),
    "with_dispatcher": waiting("with_dispatcher"),
    "received": waiting("received"),
    "abuse": silence,
    "no_substance": silence,
    "overdue": in_hand,
    **{
        way.__name__: way
        for way in (
            plain, half_returned, extended, extension_refused, sent_back, urged, supervised, late, taken_over, pleased,
            fairly, reopened, published, published_later, joint, assigned, in_hand, drafted, extension_open,
            extension_running, draft_returned, in_review, overdue_supervised, answered, rated_low, in_hand_again,
            silence_pending, pleased_open,
        )
    },
}  # fmt: skip
"""Each way by its name in `resources/sample/papers.toml`."""
MAILBOX = {"with_leader": "mayor", "with_dispatcher": "complaint", "received": "suggestion"}
"""The ways that only letters of one mailbox can go."""
