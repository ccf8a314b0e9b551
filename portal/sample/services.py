"""The ways a service case can go: asked, looked through, sent for what is missing, told (Art. 18-20)."""

from collections.abc import Callable, Mapping
from typing import Any

from models.people import WRITER
from portal.sample.errand import Errand
from portal.sample.voices import Service

Way = Callable[[Errand], str]


def text_of(errand: Errand) -> Service:
    text = errand.paper.text
    assert isinstance(text, Service)  # a case's errand carries a case's text
    return text


def taken(errand: Errand) -> None:
    errand.receive()
    errand.office(30, 500)
    errand.take(errand.hands.clerk, "accept")


def ask(errand: Errand) -> None:
    """What is missing is asked for, item by item."""
    errand.office(60, 600)
    args = {"missing": list(text_of(errand).missing), "note": errand.paper.one("service_ask")}
    errand.take(errand.hands.clerk, "ask_materials", args)


def whole(errand: Errand) -> None:
    """Taken, and complete: what was missing has been asked for and sent."""
    taken(errand)
    if text_of(errand).missing:
        ask(errand)
        errand.evening(1, 6)
        given = [{"name": name, "given": True} for name in text_of(errand).need]
        errand.take(WRITER.person, "materials_arrived", {"materials": given})


def decide(errand: Errand, code: str = "", brief: bool = False) -> None:
    """The result with its answer; a `brief` one is the first sentence alone, which is too little."""
    text, paper = text_of(errand), errand.paper
    said = paper.say(text.reply)
    result: dict[str, Any] = {"code": code or text.result, "text": f"{said.split('。')[0]}。" if brief else said}
    if result["code"] == "need":
        result |= {"text": f"还缺{len(text.missing)}份材料，补齐后可以办理。", "missing": list(text.missing)}
    errand.write("draft_result", {"result": result, "reply": paper.answer(result["text"])})
    errand.office(3, 40)
    errand.take(errand.hands.clerk, "submit_result")


def sign(errand: Errand) -> None:
    errand.office(20, 360)
    errand.take(errand.hands.reviewer, "sign_result")


def answer(errand: Errand, code: str = "") -> str:
    decide(errand, code)
    sign(errand)
    return "closed" if errand.close() else "told"


def plain(errand: Errand) -> str:
    whole(errand)
    errand.days(1, 6)
    return answer(errand)


def told(errand: Errand) -> str:
    whole(errand)
    errand.days(1, 3)
    decide(errand)
    sign(errand)
    return "told"


def returned(errand: Errand) -> str:
    whole(errand)
    errand.days(1, 4)
    decide(errand, brief=True)
    errand.office(20, 200)
    errand.take(errand.hands.reviewer, "return_result", {"reason": errand.paper.one("service_returned")})
    errand.days(1, 2)
    return answer(errand)


def late(errand: Errand) -> str:
    taken(errand)
    errand.until(19)
    errand.take(errand.hands.supervisor, "urge", {"note": errand.paper.one("urge_late")})
    errand.office(30, 300)
    return answer(errand)


def needs(errand: Errand) -> str:
    """Told at once what is missing, in place of asking and waiting for it."""
    taken(errand)
    errand.days(1, 3)
    return answer(errand, "need" if text_of(errand).missing else "")


def received(errand: Errand) -> str:
    errand.receive()
    return "received"


def in_hand(errand: Errand) -> str:
    taken(errand)
    return "in_hand"


def materials_asked(errand: Errand) -> str:
    taken(errand)
    ask(errand)
    return "materials_asked"


def in_review(errand: Errand) -> str:
    taken(errand)
    errand.days(1, 2)
    decide(errand)
    return "result_in_review"


WAYS: Mapping[str, Way] = {
    way.__name__: way for way in (plain, told, returned, late, needs, received, in_hand, materials_asked, in_review)
}
"""Each way by its name in `resources/sample/papers.toml`."""
