"""The table of all rules that read text, in the order in which their findings are told apart."""

from models.checks.case import TextRule
from models.checks.rules.commerce import contact
from models.checks.rules.form import attachment_absent, body_blank, document_number, impossible_date, title_form
from models.checks.rules.links import bare_links
from models.checks.rules.listed import leaders_title, listed_patterns, listed_words
from models.checks.rules.numbers import bank_card, id_card, id_card_15, mobile
from models.checks.rules.private import health, home_address, minor, private_column
from models.checks.rules.secrecy import (
    copy_number,
    disclosure_clash,
    military,
    position,
    secret_line,
    secret_mark,
    unseen_marks,
)
from models.checks.rules.signature import signature_unit, undated

TEXT_RULES: tuple[TextRule, ...] = (
    secret_mark,
    secret_line,
    copy_number,
    disclosure_clash,
    military,
    position,
    id_card,
    id_card_15,
    bank_card,
    mobile,
    home_address,
    health,
    minor,
    private_column,
    listed_words,
    listed_patterns,
    leaders_title,
    unseen_marks,
    document_number,
    impossible_date,
    attachment_absent,
    title_form,
    body_blank,
    signature_unit,
    undated,
    bare_links,
    contact,
)
