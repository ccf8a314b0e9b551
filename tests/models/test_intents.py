"""An intent says what kind of matter and which step, and belongs to a chain."""

from models.intents import Intent


def test_kind_names_the_type_and_the_verb() -> None:
    intent = Intent("op1", "item.sign_off", "m1")
    assert (intent.type, intent.verb) == ("item", "sign_off")


def test_the_first_act_names_its_own_chain() -> None:
    assert Intent("op1", "item.edit", "m1").chain == "op1"
    assert Intent("op2", "item.edit", "m1", after="op1", line="op1").chain == "op1"
