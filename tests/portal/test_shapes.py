"""The described shapes are those that the codec writes."""

from models.intents import Intent
from portal.door_shapes import SessionOut
from portal.shapes import HelloOut, IntentIn, SyncIn, VerdictOut, described
from sync.codec import hello_doc, intent_doc, request_doc, session_doc, verdict_doc
from sync.protocol import Hello, SessionInfo, SyncRequest, Verdict


def test_what_is_described_is_what_is_written() -> None:
    intent = Intent("op-12345678", "item.edit", "item-12345")
    for shape, doc in (
        (SyncIn, request_doc(SyncRequest("d", ops=(intent,)))),
        (IntentIn, intent_doc(intent)),
        (HelloOut, hello_doc(Hello("e", "now", ("pub",)))),
        (SessionOut, session_doc(SessionInfo("t", "p", "n", (), "d"))),
        (VerdictOut, verdict_doc(Verdict("op", "rejected", "code"))),
    ):
        names = {field.alias or name for name, field in shape.model_fields.items()}
        assert set(doc) <= names
        shape.model_validate(doc)


def test_every_description_names_its_refusals() -> None:
    assert set(described("sync")["responses"]) == {200, 204, 400, 401, 403, 413, 426, 503}
