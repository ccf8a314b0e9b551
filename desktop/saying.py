"""How matters, drafts and refusals look as JSON lines of the command line."""

from typing import Any

from models.problems import Refused
from models.records import digest_of
from models.steps import Offer
from models.store.drafts import Draft
from models.store.outbox import Undelivered
from sync.client.desk import Seen


def refused(problem: Refused) -> dict[str, Any]:
    """A refusal: its code, its facts, and the articles that say so."""
    return {"ok": False, **_problem(problem)}


def _problem(problem: Refused) -> dict[str, Any]:
    facts = {key: list(value) if isinstance(value, tuple) else value for key, value in problem.facts.items()}
    return {"code": problem.code, "facts": facts, "article": list(problem.article)}


def seen_line(seen: Seen, *, short: bool = False) -> dict[str, Any]:
    """A matter as projected on this desk: what waits, the steps offered, the fingerprint that steps are bound to."""
    matter = seen.matter
    doc = {} if short else matter.to_doc()
    return {
        **doc,
        "type": matter.kind,
        "id": matter.id,
        "version": matter.version,
        "state": matter.state,
        "content": digest_of(matter),
        "waiting": [{"op": each.op, "kind": each.kind, "made_at": each.made_at} for each in seen.waiting],
        "steps": [_step(offer) for offer in seen.offers],
        "draft": seen.draft is not None,
        "conflict": seen.conflict,
    }


def _step(offer: Offer) -> dict[str, Any]:
    missing = [_problem(each) for each in offer.missing]
    return {"verb": offer.verb, "args": dict(offer.step.args), "article": list(offer.step.article), "missing": missing}


def undelivered_line(one: Undelivered) -> dict[str, Any]:
    """A refused act with all that was written in it."""
    intent = one.intent
    told = {"op": intent.op, "kind": intent.kind, "id": intent.id, "title": one.title, "at": one.at}
    return {**told, **_problem(one.problem), "made_at": intent.made_at, "args": dict(intent.args)}


def draft_line(draft: Draft) -> dict[str, Any]:
    """A text that is being written: the fields that differ from the text it started from."""
    return {
        "id": draft.id,
        "kind": draft.kind,
        "saved_at": draft.saved_at,
        "recovered": draft.recovered,
        "fields": dict(draft.fields),
    }
