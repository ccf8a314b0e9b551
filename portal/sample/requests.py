"""The ways a disclosure request can go: its outcomes, corrections, consultations, extensions, disputes (Art. 15-17)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from models.people import PORTAL, WRITER
from portal.sample.errand import Errand
from portal.sample.voices import Request

Way = Callable[[Errand], str]
DELIVERED = {"post": "post", "in_person": "in_person", "fax": "fax"}


def text_of(errand: Errand) -> Request:
    text = errand.paper.text
    assert isinstance(text, Request)  # a request's errand carries a request's text
    return text


def come(errand: Errand) -> None:
    known = errand.rng.random()
    web = known < 0.7 or bool(text_of(errand).on) or text_of(errand).way == "correction"
    errand.receive("web" if web else errand.rng.choice(("post", "registered", "fax", "in_person")))


def taken(errand: Errand) -> None:
    come(errand)
    errand.office(30, 500)
    errand.take(errand.hands.clerk, "accept")


def outcome(errand: Errand, code: str, said: Mapping[str, str]) -> dict[str, Any]:
    """What the unit draws up: the case with all that it demands, the files, the parts cut out of them."""
    text, paper = text_of(errand), errand.paper
    values: dict[str, Any] = {"outcome": {"code": code, **{name: paper.say(words) for name, words in said.items()}}}
    if text.give:
        name = paper.fields["title"][:24].replace("/", "、")
        values["information"] = [paper.file(name, text.give)]
    if text.cut:
        given = values["information"][0]
        cuts = [{**given, "of": given["name"], "what": words[:12], "reason": words} for words in text.cut]
        values["redactions"] = cuts
    return values


def decide(errand: Errand, first: bool = False) -> None:
    text = text_of(errand)
    code, said = (text.first_code, text.first_outcome) if first else (text.code, text.outcome)
    errand.write("draft_outcome", outcome(errand, code, said))
    errand.office(5, 60)
    errand.take(errand.hands.clerk, "decide")


def sign(errand: Errand) -> None:
    errand.office(30, 500)
    way = text_of(errand).deliver
    errand.take(errand.hands.reviewer, "sign_outcome", {"way": way, "day": errand.today.isoformat()})


def answer(errand: Errand) -> str:
    """Decided, signed, delivered, and put away when nobody disputes it."""
    decide(errand)
    sign(errand)
    return "closed" if errand.close() else "answered"


def plain(errand: Errand) -> str:
    taken(errand)
    errand.days(3, 12)
    return answer(errand)


def asked_first(errand: Errand) -> str:
    """The answer that the same applicant will not be content with."""
    taken(errand)
    errand.days(3, 9)
    decide(errand, first=True)
    sign(errand)
    return "closed" if errand.close() else "answered"


def repeated(errand: Errand, first: Errand) -> str:
    """The same applicant asks for the same again, and is told of the earlier answer (Art. 15 (5))."""
    day = next(step.at.date() for step in first.steps if step.kind == "request.sign_outcome")
    errand.paper.phrases.facts["earlier"] = f"《{first.paper.fields['title']}》的告知书，{day.isoformat()}送达"
    return plain(errand)


def answered(errand: Errand) -> str:
    taken(errand)
    errand.days(3, 9)
    decide(errand)
    sign(errand)
    return "answered"


def returned(errand: Errand) -> str:
    """The first notice says too little of why, and the reviewer says so."""
    taken(errand)
    errand.days(3, 8)
    text = text_of(errand)
    brief = {name: words if name == "part_ground" else words.split("，")[0] for name, words in text.outcome.items()}
    errand.write("draft_outcome", outcome(errand, text.code, brief))
    errand.office(5, 60)
    errand.take(errand.hands.clerk, "decide")
    errand.office(30, 300)
    wrong = "search" if "search" in brief else "cut" if text.cut else "notice"
    errand.take(errand.hands.reviewer, "return", {"reason": errand.paper.one(f"request_returned_{wrong}")})
    errand.days(1, 2)
    return answer(errand)


def late(errand: Errand) -> str:
    taken(errand)
    errand.until(38)
    errand.take(errand.hands.supervisor, "urge", {"note": errand.paper.one("urge_late")})
    errand.days(1, 2)
    return answer(errand)


def asked(errand: Errand) -> None:
    """It is unclear what is asked, and the applicant gets a term to say."""
    errand.receive()
    errand.days(1, 3)
    args = {"what": errand.paper.say(text_of(errand).correct["what"]), "days": 15}
    errand.take(errand.hands.clerk, "ask_correction", args)


def correction(errand: Errand) -> str:
    """Corrected in time; then answered."""
    asked(errand)
    errand.evening(2, 9)
    errand.take(WRITER.person, "correct", {"text": errand.paper.say(text_of(errand).correct["text"])})
    errand.days(3, 10)
    return answer(errand)


def correction_open(errand: Errand) -> str:
    asked(errand)
    return "correction"


def lapsed(errand: Errand) -> str:
    """The applicant never says what was meant."""
    asked(errand)
    if not errand.dawn(16):
        return "correction"
    errand.take(PORTAL.person, "lapse")
    return "lapsed"


def consulting(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 3)
    consult, paper = text_of(errand).consult, errand.paper
    args = {"whom": paper.say(consult["whom"]), "question": paper.say(consult["question"]), "third_party": True}
    errand.take(errand.hands.clerk, "consult", args)
    return "consulting"


def consult(errand: Errand) -> str:
    """A third party is asked, and says what may be given."""
    consulting(errand)
    errand.days(5, 12)
    answer_ = errand.paper.say(text_of(errand).consult["answer"])
    agrees = "agrees" not in text_of(errand).consult
    errand.take(errand.hands.clerk, "consult_back", {"answer": answer_, "agrees": agrees})
    errand.days(2, 5)
    return answer(errand)


def ask_extension(errand: Errand) -> int:
    days = errand.rng.choice((7, 10, 15))
    args = {"days": days, "reason": errand.paper.one("request_extension")}
    errand.take(errand.hands.clerk, "ask_extension", args)
    return days


def extended(errand: Errand) -> str:
    """More time is granted by the office, and the applicant told before the first day is over (Art. 16)."""
    taken(errand)
    errand.until(errand.rng.randint(9, 12))
    days = ask_extension(errand)
    errand.office(60, 400)
    errand.take(errand.hands.office, "grant_extension", {"days": days, "note": "同意，请告知申请人。"})
    errand.office(20, 200)
    errand.take(errand.hands.clerk, "tell_extension", {"way": text_of(errand).deliver})
    errand.days(8, 12)
    return answer(errand)


def extension_refused(errand: Errand) -> str:
    taken(errand)
    errand.until(errand.rng.randint(8, 11))
    ask_extension(errand)
    errand.office(60, 400)
    errand.take(errand.hands.office, "refuse_extension", {"reason": "检索工作量不大，请按期答复。"})
    errand.days(1, 3)
    return answer(errand)


def extension_open(errand: Errand) -> str:
    taken(errand)
    errand.days(5, 7)
    ask_extension(errand)
    return "in_hand"


def _dispute(errand: Errand, sort: str) -> None:
    organ = {"review": "延平区人民政府行政复议机关", "suit": "延平区人民法院"}[sort]
    number = f"延{'复' if sort == 'review' else '行初'}〔{errand.today.year}〕{errand.rng.randint(3, 60)}号"
    args = {"sort": sort, "organ": organ, "number": number, "day": errand.today.isoformat(), "who": "本单位法规股"}
    errand.take(errand.hands.clerk, "dispute", args)


def disputed(errand: Errand) -> str:
    """The applicant goes to review or to court; a dispute ends where the sample lasts long enough."""
    taken(errand)
    errand.days(3, 10)
    decide(errand)
    sign(errand)
    errand.days(10, 24)
    _dispute(errand, errand.rng.choice(("review", "suit")))
    if not errand.pace.reached(errand.today + timedelta(days=62)):
        return "disputed"
    errand.days(40, 60)
    result = errand.rng.choice(("维持原告知书", "撤销并责令重新答复，已重新答复", "申请人撤回"))
    args = {"result": result, "day": errand.today.isoformat()}
    errand.take(errand.hands.office if errand.rng.random() < 0.3 else errand.hands.clerk, "settle", args)
    return "answered"


def received(errand: Errand) -> str:
    come(errand)
    return "received"


def in_hand(errand: Errand) -> str:
    taken(errand)
    return "in_hand"


def in_review(errand: Errand) -> str:
    taken(errand)
    errand.days(2, 4)
    decide(errand)
    return "outcome_in_review"


def overdue(errand: Errand) -> str:
    """Overdue, supervised, and taken to review although nothing was answered (Art. 17, 27)."""
    taken(errand)
    errand.until(40)
    day = errand.today
    number = f"延效督〔{day.year}〕{day.timetuple().tm_yday}-{errand.rng.randint(10, 99)}号"
    args = {"number": number, "answer_by": (day + timedelta(days=5)).isoformat(), "note": errand.paper.one("supervise")}
    errand.take(errand.hands.supervisor, "supervise", args)
    errand.office(60, 300)
    errand.take(errand.hands.clerk, "answer_supervision", {"text": errand.paper.one("supervise_answer")})
    errand.office(20, 100)
    _dispute(errand, "review")
    return "in_hand"


def taken_over(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 3)
    if errand.hands.second != errand.hands.clerk:
        errand.take(errand.hands.second, "take_over")
    errand.days(2, 6)
    return answer(errand)


WAYS: Mapping[str, Way] = {
    "correction": correction,
    "open_correction": correction_open,
    **{
        way.__name__: way
        for way in (
            plain, returned, late, lapsed, consulting, consult, extended, extension_refused, extension_open, disputed,
            received, in_hand, in_review, overdue, answered, taken_over,
        )
    },
}  # fmt: skip
"""Each way by its name in `resources/sample/papers.toml`."""
NEEDS = {"open_correction": "correct", "lapsed": "correct", "correction": "correct", "consulting": "consult"}
"""The ways that need words of their own in the text."""
