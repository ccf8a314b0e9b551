"""Who may see and do what, written down from the regulation and docs/matters.md: apart from the program, which is
measured by it. `python3 -m tests.attack.page` prints it as docs/rights.md.

Nothing of the program is imported here, and nothing here is used by it: one mistake cannot excuse the other."""

from collections.abc import Mapping
from dataclasses import dataclass

OWN, PARTNER, OTHER = "own", "partner", "other"
UNITS = (OWN, PARTNER, OTHER)
"""How a person's unit stands to the matter: it leads, it was asked to help, or neither."""
UNIT_ROLES = ("clerk", "reviewer")
ADMINISTRATORS = ("sysadmin", "secadmin", "auditor")
DISTRICT_ROLES = ("leader", "dispatcher", "office", "operator", "supervisor", "inspector", *ADMINISTRATORS)
ROLES = (*UNIT_ROLES, *DISTRICT_ROLES)
NOBODY = "no post"
STANDINGS = (*(f"{role} {unit}" for unit in UNITS for role in UNIT_ROLES), *DISTRICT_ROLES, NOBODY)
"""All ways in which a person can stand to a matter. A district role is the same in whatever unit it is held."""


def _of(*units: str) -> frozenset[str]:
    return frozenset(f"{role} {unit}" for role in UNIT_ROLES for unit in units)


HOME, BOTH = _of(OWN), _of(OWN, PARTNER)
WATCH = frozenset({"leader", "office", "operator", "supervisor"})
NONE = frozenset[str]()


@dataclass(frozen=True)
class Sight:
    """Who holds which rows of a matter: itself, who wrote it, its docket, its drafts, its kept texts."""

    reads: frozenset[str]
    drafts: frozenset[str]
    """Texts that an edit replaced."""
    texts: frozenset[str]
    """Texts that were handed in, returned or signed."""
    writer: frozenset[str] = NONE
    docket: frozenset[str] = NONE


def _item(*more: str, units: frozenset[str] = HOME) -> Sight:
    """Art. 6, 13: the unit's own. Art. 35, 40: others from the moment it leaves the unit for them."""
    readers = units | frozenset(more)
    return Sight(readers, HOME, readers)


def _letter(reads: frozenset[str], writer: frozenset[str]) -> Sight:
    """Art. 24, 25, 27: who handles it reads it; who watches sees where it stands, and not a word."""
    return Sight(reads, reads & HOME, reads & HOME, writer, WATCH | {"dispatcher"})


def _paper() -> Sight:
    """Art. 15, 20: requests and cases come to their unit; the dispatcher has no part in them."""
    return Sight(HOME, HOME, HOME, HOME, WATCH)


SEES: Mapping[tuple[str, str], Sight] = {
    ("item", "draft"): _item(),
    ("item", "draft, naming a partner"): _item(),
    ("item", "self_reviewed"): _item(),
    ("item", "in_review"): _item("inspector"),
    ("item", "in_review, naming a partner"): _item("inspector"),
    ("item", "countersign"): _item("inspector", units=BOTH),
    ("item", "with_portal"): _item("inspector", "operator"),
    ("item", "scheduled"): _item("inspector", "operator"),
    ("item", "published"): _item("inspector", "operator"),
    ("item", "published, countersigned"): _item("inspector", "operator", units=BOTH),
    ("item", "withdrawn"): _item("inspector", "operator"),
    ("item", "returned"): _item(),
    ("item", "returned, declined by the main site"): _item(),
    ("item", "returned, a partner objecting"): _item(units=BOTH),
    ("item", "discarded"): _item(),
    ("letter", "received"): _letter(frozenset({"dispatcher", "operator"}), frozenset({"dispatcher"})),
    ("letter", "with_leader"): _letter(frozenset({"leader"}), NONE),
    ("letter", "with_dispatcher"): _letter(frozenset({"dispatcher"}), frozenset({"dispatcher"})),
    ("letter", "with_dispatcher, sent back"): _letter(frozenset({"dispatcher"}), frozenset({"dispatcher"})),
    ("letter", "assigned"): _letter(HOME, HOME),
    ("letter", "assigned, by the leader, to two"): _letter(BOTH | {"leader"}, BOTH),
    ("letter", "in_hand"): _letter(HOME, HOME),
    ("letter", "in_hand, by the leader, to two"): _letter(BOTH | {"leader"}, BOTH),
    ("letter", "reply_in_review"): _letter(HOME, HOME),
    ("letter", "replied"): _letter(HOME, HOME),
    ("letter", "not_answered"): _letter(HOME, HOME),
    ("letter", "closed"): _letter(HOME, HOME),
    **{
        ("request", state): _paper()
        for state in (
            "received", "correction", "in_hand", "consulting", "outcome_in_review", "answered", "lapsed", "disputed",
            "closed",
        )
    },
    **{
        ("service", state): _paper()
        for state in ("received", "in_hand", "materials_asked", "result_in_review", "told", "closed")
    },
}  # fmt: skip
"""Every kind in every state, and where two matters of one state are held by others, both."""


def state_of(case: str) -> str:
    """The state in the name of a case."""
    return case.partition(",")[0]


C, R = frozenset({"clerk own"}), frozenset({"reviewer own"})
AUTHOR = "the author"
READER = "whoever reads it"
FINDER = "operator, for a letter without a unit"
ASKED = "reviewer partner, until they answer"
PORTAL = frozenset[str]()
"""The portal's own: no person may."""
_OPEN_LETTER = ("received", "with_leader", "with_dispatcher", "assigned", "in_hand", "reply_in_review")
_LETTER = (*_OPEN_LETTER, "replied", "not_answered")
_OPEN_REQUEST = ("received", "correction", "in_hand", "consulting", "outcome_in_review")
_REQUEST = (*_OPEN_REQUEST, "answered", "disputed")
_OPEN_SERVICE = ("received", "in_hand", "materials_asked", "result_in_review")
_SERVICE = (*_OPEN_SERVICE, "told")
Steps = Mapping[str, tuple[tuple[str, ...], frozenset[str]]]


def _watched(whole: tuple[str, ...], still_open: tuple[str, ...]) -> Steps:
    """Steps that all kinds share: of those who watch (Art. 27), and looking at who wrote (Art. 25)."""
    return {
        "note": (whole, frozenset({READER})),
        "urge": (whole, frozenset({"supervisor", "leader", "operator"})),
        "supervise": (still_open, frozenset({"supervisor"})),
        "answer_supervision": (whole, C | R),
        "look": (whole, C | R | {"dispatcher"}),
        "recount": (whole, PORTAL),
    }


MAY: Mapping[str, Steps] = {
    "item": {
        "create": ((), C),
        "edit": (("draft", "self_reviewed", "returned"), C),
        "self_review": (("draft",), frozenset({AUTHOR})),
        "submit": (("self_reviewed",), frozenset({AUTHOR})),
        "recall": (("in_review",), frozenset({AUTHOR})),
        "return": (("in_review", "countersign", "scheduled"), R),
        "sign_off": (("in_review",), R),
        "countersign": (("countersign",), frozenset({ASKED})),
        "accept": (("with_portal", "published"), frozenset({"operator"})),
        "decline": (("with_portal", "published"), frozenset({"operator"})),
        "publish": (("scheduled",), PORTAL),
        "revise": (("published",), C),
        "withdraw": (("published",), R | {"operator", "inspector"}),
        "discard": (("draft", "returned"), C),
        "restore": (("discarded",), C),
    },
    "letter": {
        "receive": ((), C),
        "instruct": (("with_leader",), frozenset({"leader"})),
        "dispatch": (("with_dispatcher", "received"), frozenset({"dispatcher", FINDER})),
        "sign_for": (("assigned",), C),
        "take_over": (("in_hand",), C),
        "send_back": (("assigned",), C),
        "draft_reply": (("in_hand",), C),
        "submit_reply": (("in_hand",), C),
        "return_reply": (("reply_in_review",), R),
        "sign_reply": (("reply_in_review",), R),
        "ask_extension": (("assigned", "in_hand"), C),
        "grant_extension": (("assigned", "in_hand", "reply_in_review"), frozenset({"leader"})),
        "refuse_extension": (("assigned", "in_hand", "reply_in_review"), frozenset({"leader"})),
        "rule_no_reply": (("in_hand",), C),
        "confirm_no_reply": (("reply_in_review",), R),
        "merge": (("in_hand",), C),
        "unmerge": (("in_hand",), C),
        "publish": (("replied", "closed"), R),
        "rate": (("replied",), PORTAL),
        "reopen": (("replied",), frozenset({"operator", "supervisor"})),
        "close": (("replied", "not_answered"), C),
        **_watched(_LETTER, _OPEN_LETTER),
    },
    "request": {
        "receive": ((), C),
        "accept": (("received",), C),
        "take_over": (("in_hand", "consulting", "correction"), C),
        "ask_correction": (("received", "in_hand"), C),
        "correct": (("correction",), C),
        "lapse": (("correction",), C),
        "consult": (("in_hand",), C),
        "consult_back": (("consulting",), C),
        "ask_extension": (("in_hand",), C),
        "grant_extension": (("in_hand", "consulting", "outcome_in_review"), frozenset({"office"})),
        "refuse_extension": (("in_hand", "consulting", "outcome_in_review"), frozenset({"office"})),
        "tell_extension": (("in_hand", "consulting", "outcome_in_review"), C),
        "draft_outcome": (("in_hand",), C),
        "decide": (("in_hand",), C),
        "return": (("outcome_in_review",), R),
        "sign_outcome": (("outcome_in_review",), R),
        "dispute": (("answered", "received", "in_hand", "consulting", "outcome_in_review"), C | {"office"}),
        "settle": (("disputed", "received", "in_hand", "consulting", "outcome_in_review"), C | {"office"}),
        "close": (("answered",), C),
        **_watched(_REQUEST, _OPEN_REQUEST),
    },
    "service": {
        "receive": ((), C),
        "accept": (("received",), C),
        "take_over": (("in_hand", "materials_asked"), C),
        "ask_materials": (("in_hand",), C),
        "materials_arrived": (("materials_asked",), C),
        "draft_result": (("in_hand",), C),
        "submit_result": (("in_hand",), C),
        "return_result": (("result_in_review",), R),
        "sign_result": (("result_in_review",), R),
        "close": (("told",), C),
        **_watched(_SERVICE, _OPEN_SERVICE),
    },
}  # fmt: skip
"""For each step the states it starts from and who may take it. That a person must hold the matter or its docket to
take a step on it goes for all of them."""


def answer(kind: str, case: str, verb: str, standing: str, author: bool = False) -> str:
    """`may`, or the code by which a person is refused who tries a step on a matter that is there.

    Who holds neither the matter nor its docket hears what they would hear of a name that nothing has; only one who
    may begin a matter of their own is told that the name is taken."""
    sight, (starts, by) = SEES[kind, case], MAY[kind][verb]
    if standing not in sight.reads | sight.docket:
        return "not_found" if starts else "exists_already" if standing.startswith("clerk") else "not_yours"
    named = {standing} | ({AUTHOR} if author else set()) | ({READER} if standing in sight.reads else set())
    named |= {FINDER} if standing == "operator" and state_of(case) == "received" else set()
    named |= {ASKED} if (standing, state_of(case)) == ("reviewer partner", "countersign") else set()
    return "may" if named & by else "not_yours"


def scopes(role: str, unit: str, person: str) -> frozenset[str]:
    """The scopes that a person with one post is granted."""
    common = {"pub", f"me:{person}"}
    if not role:
        return frozenset(common)
    own = f"u:{unit}" if role in UNIT_ROLES else f"desk:{role}"
    return frozenset({*common, own, f"{own}/archive"})


OPEN, DOOR, PERSON = "anybody", "a signed-in person, a new password still due", "a signed-in person"
ENDPOINTS: Mapping[str, tuple[str, str]] = {
    "POST /v1/session": (OPEN, "an account and its password"),
    "DELETE /v1/session": (OPEN, "ends the session whose token is brought"),
    "POST /v1/password": (DOOR, "their own, and knows the old one"),
    "GET /v1/factor": (DOOR, "their own"),
    "POST /v1/factor": (DOOR, "their own, and knows the password"),
    "POST /v1/factor/confirm": (DOOR, "their own, and has its code"),
    "POST /v1/factor/remove": (PERSON, "their own, and knows the password and has a code"),
    "POST /v1/left": (DOOR, "brings what was never sent from a desk of theirs that was revoked"),
    "POST /v1/emptied": (DOOR, "says so of a desk of theirs that was revoked"),
    "GET /v1/sessions": (PERSON, "their own"),
    "POST /v1/store-key": (PERSON, "of the desk they signed in at, their own"),
    "DELETE /v1/sessions/{id}": (PERSON, "their own; another's is answered as one that is not there"),
    "GET /v1/admin/sessions": (PERSON, "all, to a security administrator; not_yours to anybody else"),
    "DELETE /v1/admin/sessions/{id}": (PERSON, "any, to a security administrator; not_yours to anybody else"),
    "POST /v1/admin/devices/revoke": (PERSON, "any, to a security administrator; not_yours to anybody else"),
    "GET /v1/admin/accounts": (PERSON, "all, to a system administrator; not_yours to anybody else"),
    "POST /v1/admin/accounts": (PERSON, "closes or opens, to a system administrator; not_yours to anybody else"),
    "POST /v1/hello": (DOOR, "their own scopes"),
    "POST /v1/sync": (PERSON, "rows of their own scopes; steps by the tables above; from the desk they signed in at"),
    "GET /v1/snapshot/{scope}": (PERSON, "a scope of their own; another is answered as one that is not there"),
    "POST /v1/digest": (PERSON, "what a scope of their own holds; another is answered as one that is not there"),
    "GET /v1/wait": (PERSON, "that something in their own scopes changed"),
    "POST /v1/ops/known": (PERSON, "their own acts"),
    "POST /v1/bundles/keys": (PERSON, "the portal's public keys; their desk is known by its own from then on"),
    "POST /v1/presence": (PERSON, "of matters that they hold, those who hold them too"),
    "OPTIONS /v1/uploads": (OPEN, "how files come up"),
    "POST /v1/uploads": (PERSON, "brings"),
    "HEAD /v1/uploads/{id}": (PERSON, "what they bring themselves"),
    "PATCH /v1/uploads/{id}": (PERSON, "what they bring themselves"),
    "GET /v1/blobs/{sha256}": (PERSON, "what they brought, and what a row names that they hold"),
    "GET /v1/blobs/{sha256}/small": (PERSON, "what they brought, and what a row names that they hold"),
    "POST /v1/public/letters": (OPEN, "at a citizen's pace"),
    "POST /v1/public/requests": (OPEN, "at a citizen's pace"),
    "POST /v1/public/services": (OPEN, "at a citizen's pace"),
    "POST /v1/public/errors": (OPEN, "at a citizen's pace; on a published item"),
    "POST /v1/public/status": (OPEN, "the matter of the code they bring"),
    "POST /v1/public/rating": (OPEN, "the matter of the code they bring"),
    "POST /v1/public/correction": (OPEN, "the matter of the code they bring"),
    "POST /v1/public/materials": (OPEN, "the matter of the code they bring"),
}
"""Every route: who is heard there at all, and what of it they get."""
