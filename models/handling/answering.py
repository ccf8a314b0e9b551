"""The answer to a citizen: drawn up, signed, published with consent, or left out for a reason (Art. 23-29)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from models.handling.reckoning import number, restart_clocks
from models.late import load
from models.letters import GROUNDS, SCORES
from models.matter import Matter
from models.outcomes import answer, lacking
from models.problems import Refused
from models.records import digest_of
from models.requests import WAYS
from models.shapes import parse_day
from models.steps import Case
from models.writers import names_writer


def _plain(html: str) -> str:
    text: str = load("models.content.for_rules").plain(html)
    return text


# Guards.


def answer_written(case: Case) -> None:
    """There is an answer to sign (Art. 23)."""
    if not _plain(str(case.matter.fields.get("reply") or "")).strip():
        raise Refused("incomplete", case.step.article, missing=("reply",))


def outcome_complete(case: Case) -> None:
    """The outcome says everything that its kind demands, all of it at once (Art. 15)."""
    missing = lacking(answer(case.matter.fields), case.rules.directory, case.now.date())
    if missing:
        raise Refused("outcome_incomplete", (15,), missing=missing)


def result_complete(case: Case) -> None:
    """The result is one of three, and says what is missing where something is (Art. 20)."""
    result = case.matter.fields.get("result") or {}
    missing = [] if result.get("code") in ("pass", "fail", "need") else ["result"]
    if result.get("code") == "need" and not result.get("missing"):
        missing.append("missing_materials")
    if missing or not _plain(str(case.matter.fields.get("reply") or "")).strip():
        raise Refused("incomplete", (20,), missing=(*missing, *(() if case.matter.fields.get("reply") else ("reply",))))


def answer_pending(case: Case) -> None:
    """What lies here for signature is an answer, not the proposal to give none."""
    if case.matter.system.get("no_reply"):
        raise Refused("no_reply_pending", (29,))


def silence_pending(case: Case) -> None:
    """What lies here for signature is the proposal to give no answer (Art. 29)."""
    if not case.matter.system.get("no_reply"):
        raise Refused("answer_pending", (29,))


def earlier_named(case: Case) -> None:
    """Who calls a letter repeated names the earlier one (Art. 29)."""
    if case.intent.args["ground"] == "repeated" and not str(case.intent.args.get("earlier") or "").strip():
        raise Refused("argument_missing", (29,), name="earlier")


def consent_given(case: Case) -> None:
    """An answer is published only with the writer's consent, and names nobody (Art. 25)."""
    if not case.intent.args["public"]:
        return
    fields = case.matter.fields
    if not fields.get("publish_consent"):
        raise Refused("no_consent", (25,))
    _nameless(case, (fields.get(name) for name in ("public_title", "public_body", "reply")))


def published_right(case: Case) -> None:
    """What is published has the writer's consent, a question and an answer, and names nobody (Art. 25)."""
    if not case.matter.fields.get("publish_consent"):
        raise Refused("no_consent", (25,))
    _nameless(case, (case.intent.args[name] for name in ("public_title", "public_body", "public_reply")))


def _nameless(case: Case, texts: Iterable[object]) -> None:
    """None of the texts gives the writer away, neither as written nor as it is read."""
    contact = case.rules.contact(case.matter.id)
    written = [str(text) for text in texts if text]
    if any(names_writer(each, contact) or names_writer(_plain(each), contact) for each in written):
        raise Refused("names_writer", (25,))


def not_public(case: Case) -> None:
    """It has not been published yet."""
    if case.matter.system.get("public"):
        raise Refused("published_already", (25,))


def displeased(case: Case) -> None:
    """A matter is taken up anew while its writer is displeased, and not long after the answer."""
    answered = parse_day(str(case.matter.system.get("answered_at", ""))[:10])
    if case.matter.system.get("rating", {}).get("score") != "unsatisfied":
        raise Refused("not_displeased", case.step.article)
    days = number(case, "reopen_within")
    if answered and case.now.date() > answered + timedelta(days=days):
        raise Refused("reopen_late", case.step.article, days=days)


def not_rated(case: Case) -> None:
    """A writer says once how the answer was."""
    if case.matter.system.get("rating"):
        raise Refused("rated_already", case.step.article)


# Effects.


def hand_in(case: Case, matter: Matter) -> Matter:
    """What is handed in for signature is bound to its words."""
    sent = {"digest": digest_of(matter), "by": case.actor.person, "name": case.actor.name, "at": case.at}
    return matter.with_system(submitted=sent, returned=None, writers=_drafters(case, matter))


def _drafters(case: Case, matter: Matter) -> list[str]:
    return sorted({*matter.system.get("writers", ()), case.actor.person})


def turn_back(case: Case, matter: Matter) -> Matter:
    """The reviewer's opinion, with the place it speaks of."""
    args = case.intent.args
    opinion = {"reason": args["reason"], "place": args.get("place"), "by": case.actor.person, "name": case.actor.name}
    return matter.with_system(returned={**opinion, "at": case.at, "digest": digest_of(matter)}, no_reply=None)


def record_answer(case: Case, matter: Matter) -> Matter:
    """Who signed which words, and whether they may be shown to everyone: the question as it was prepared for that, else
    the letter's own words as they are masked (Art. 23, 25)."""
    signed = {"digest": digest_of(matter), "by": case.actor.person, "name": case.actor.name, "at": case.at}
    matter = matter.with_system(sign_off=signed)
    if not case.intent.args.get("public"):
        return matter
    fields = matter.fields
    words = {name: fields.get(f"public_{name}") or fields.get(name) or "" for name in ("title", "body")}
    shown = {**words, "reply": fields.get("reply", ""), "at": case.at}
    return matter.with_system(public=shown)


def record_delivery(case: Case, matter: Matter) -> Matter:
    """How and on which day the notice reached the applicant (条例 31)."""
    args = case.intent.args
    return matter.with_system(delivery={"way": args["way"], "day": args.get("day") or case.now.date().isoformat()})


def rule_out(case: Case, matter: Matter) -> Matter:
    """For which of the three grounds no answer shall be given, for the reviewer to confirm (Art. 29)."""
    args = case.intent.args
    ruling = {"ground": args["ground"], "note": args["reason"], "earlier": args.get("earlier") or ""}
    return matter.with_system(no_reply=ruling)


def publish_answer(case: Case, matter: Matter) -> Matter:
    """Question and answer in the form that names nobody (Art. 25)."""
    args = case.intent.args
    shown = {"title": args["public_title"], "body": args["public_body"], "reply": args["public_reply"], "at": case.at}
    return matter.with_system(public=shown)


def record_rating(case: Case, matter: Matter) -> Matter:
    """What the writer says of the answer."""
    args = case.intent.args
    return matter.with_system(rating={"score": args["score"], "words": args.get("words") or "", "at": case.at})


def take_up_anew(case: Case, matter: Matter) -> Matter:
    """The unit answers once more, in a new period; the first answer stays in the history."""
    times = int(matter.system.get("reopened", 0)) + 1
    lifted = matter.with_system(reopened=times, rating=None, extension=None, handler=None, sign_off=None, public=None)
    return restart_clocks(case, lifted).with_system(answered_at=None)


ARGUMENTS: Mapping[str, Callable[[object], bool]] = {
    "ground": lambda value: value in GROUNDS,
    "score": lambda value: value in SCORES,
    "way": lambda value: value in WAYS,
}
GUARDS = (
    answer_written, outcome_complete, result_complete, answer_pending, silence_pending, earlier_named, consent_given,
    published_right, not_public, displeased, not_rated,
)  # fmt: skip
EFFECTS = (
    hand_in, turn_back, record_answer, record_delivery, rule_out, publish_answer, record_rating, take_up_anew,
)  # fmt: skip
