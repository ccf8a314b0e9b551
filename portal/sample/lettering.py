"""The acts of which every letter's way is made: it comes, is given to its unit, answered, signed, rated."""

from datetime import timedelta

from models.people import WRITER
from portal.sample.errand import Errand
from portal.sample.voices import Letter


def text_of(errand: Errand) -> Letter:
    text = errand.paper.text
    assert isinstance(text, Letter)  # a letter's errand carries a letter's text
    return text


def come(errand: Errand) -> None:
    """It comes, most often by the public page."""
    known = errand.rng.random()
    errand.receive("web" if known < 0.86 or text_of(errand).on else errand.rng.choice(("paper", "phone", "visit")))


def route(errand: Errand, joint: str = "") -> None:
    """It is given to the unit that answers: by a leader, by the dispatcher, or it is there already."""
    paper, hands = errand.paper, errand.hands
    channel = text_of(errand).channel
    if channel == "mayor":
        errand.office(60, 700)
        units = [errand.unit, *([joint] if joint else [])]
        said = paper.one("instruct_suggestion" if text_of(errand).sort == "suggestion" else "instruct")
        errand.take(hands.leader, "instruct", {"units": units, "lead": errand.unit, "text": said})
    elif channel == "complaint":
        errand.office(30, 400)
        errand.take(hands.dispatcher, "dispatch", {"unit": errand.unit, "text": paper.one("dispatch")})
    elif channel == "suggestion" and not paper.fields.get("about_unit"):
        errand.office(30, 400)
        errand.take(hands.operator, "dispatch", {"unit": errand.unit})


def taken(errand: Errand, joint: str = "") -> None:
    """It came, was given to the unit and signed for; now and then the clerk looks up who wrote."""
    come(errand)
    route(errand, joint)
    sign_for(errand)


def sign_for(errand: Errand) -> None:
    errand.office(20, 400)
    errand.take(errand.hands.clerk, "sign_for")
    if errand.rng.random() < 0.25:
        errand.office(3, 20)
        errand.take(errand.hands.clerk, "look", {"reason": "电话联系来信人核实"})
    if errand.rng.random() < 0.12:
        errand.office(20, 200)
        errand.take(errand.hands.clerk, "note", {"text": errand.paper.one("note")})


def draft(errand: Errand, words: str = "", by: str = "") -> None:
    """The answer is written, with the masked question beside it where it may be published."""
    again = any(step.kind == "letter.reopen" for step in errand.steps)
    opening = errand.paper.one("second") if again else ""
    words, whole = words or text_of(errand).reply, not words
    values = {"reply": errand.paper.answer(words, (errand.today - errand.came).days, opening, whole)}
    if errand.paper.fields["publish_consent"]:
        values |= errand.paper.veiled()
    errand.write("draft_reply", values, by)


def submit(errand: Errand, by: str = "") -> None:
    errand.office(2, 40)
    errand.take(by or errand.hands.clerk, "submit_reply")


def sign(errand: Errand, public: bool = False) -> None:
    errand.office(20, 360)
    errand.take(errand.hands.reviewer, "sign_reply", {"public": public})


def answer(errand: Errand, public: bool = False, by: str = "") -> None:
    """Drafted, handed in, signed."""
    draft(errand, by=by)
    submit(errand, by)
    sign(errand, public)


def settled(errand: Errand) -> str:
    return "closed" if errand.close() else "replied"


def returned(errand: Errand) -> None:
    """The first answer says too little, and the reviewer says so."""
    text, paper = text_of(errand), errand.paper
    draft(errand, text.half or paper.one("half"))
    submit(errand)
    errand.office(20, 300)
    errand.take(errand.hands.reviewer, "return_reply", {"reason": text.half_reason or paper.one("half_reason")})


def ask_extension(errand: Errand) -> int:
    days = errand.rng.choice((5, 7, 10, 15))
    errand.office(5, 60)
    errand.take(errand.hands.clerk, "ask_extension", {"days": days, "reason": errand.paper.one("ask_extension")})
    return days


def extension(errand: Errand) -> None:
    """Asked for in time, granted for as many days or fewer."""
    taken(errand)
    errand.until(errand.rng.randint(7, 9))
    days = ask_extension(errand)
    errand.office(30, 300)
    granted = days if errand.rng.random() < 0.7 else max(3, days - 5)
    args = {"days": granted, "note": errand.paper.one("extension_note")}
    errand.take(errand.hands.leader, "grant_extension", args)


def supervision(errand: Errand) -> None:
    """Long overdue: a numbered supervision that the unit has to answer."""
    taken(errand)
    errand.until(28)
    day = errand.today
    number = f"延效督〔{day.year}〕{day.timetuple().tm_yday}-{errand.rng.randint(10, 99)}号"
    args = {"number": number, "answer_by": (day + timedelta(days=5)).isoformat(), "note": errand.paper.one("supervise")}
    errand.take(errand.hands.supervisor, "supervise", args)


def rate(errand: Errand, score: str, words: str) -> None:
    errand.evening(1, 6)
    errand.take(WRITER.person, "rate", {"score": score, "words": errand.paper.one(words)})


def rest(errand: Errand) -> str:
    errand.days(1, 5)
    answer(errand)
    return settled(errand)
