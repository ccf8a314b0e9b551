"""What a way to the phones says when a message was not taken."""

from portal.sms.line import NotSent


def test_a_message_not_taken_may_be_tried_again_unless_it_is_said_otherwise() -> None:
    assert NotSent("line_lost").again
    assert not NotSent("centre_refused 11", again=False).again
    assert str(NotSent("line_lost")) == "line_lost"
