"""Who wrote to the office: masked wherever it is shown, and taken out of every text that others read (Art. 25)."""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping

from models.checks.masking import mask_address, mask_card, mask_id, mask_mobile, mask_name

CONTACT = (
    "name", "phone", "email", "address", "id_no", "postcode", "work_unit", "org_code", "legal_person",
)  # fmt: skip
"""What may be known of a writer; nothing else is kept."""
MARKS = ("id_no", "phone", "email", "org_code")
"""What tells that two letters are one writer's."""
_LONGEST_LINE = 200
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])"), mask_id),
    (re.compile(r"(?<!\d)(?:\+?86-?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), mask_mobile),
    (re.compile(r"(?<!\d)[3-6]\d{15,18}(?!\d)"), mask_card),
)


def is_contact(value: object) -> bool:
    """Whether this may be what is known of a writer: known names, each with one line."""
    return isinstance(value, dict) and all(
        name in CONTACT and isinstance(line, str) and len(line) <= _LONGEST_LINE for name, line in value.items()
    )


def _mask_mail(address: str) -> str:
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}" if at else "***"


_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": mask_name,
    "legal_person": mask_name,
    "phone": mask_mobile,
    "email": _mask_mail,
    "address": mask_address,
    "id_no": mask_id,
    "org_code": mask_id,
}


def masked(contact: Mapping[str, str]) -> dict[str, str]:
    """The writer as everyone sees them: 李**, 138****0003; what has no masked form is left out."""
    return {name: _MASKS[name](value) for name in CONTACT if name in _MASKS and (value := contact.get(name, ""))}


def veil(text: str, contact: Mapping[str, str]) -> str:
    """A text in which the writer's own name, numbers and addresses are masked, and every other number of a person."""
    veiled = masked(contact)
    for name in sorted(veiled, key=lambda each: -len(contact[each])):
        if len(contact[name]) > 1:
            text = text.replace(contact[name], veiled[name])
    for pattern, mask in _NUMBERS:
        text = pattern.sub(lambda found, mask=mask: mask(found[0]), text)  # type: ignore[misc]  # bound for this turn
    return text


def names_writer(text: str, contact: Mapping[str, str]) -> bool:
    """Whether a text gives away who wrote."""
    return any(len(value) > 1 and value in text for name, value in contact.items() if name in _MASKS)


def marks(contact: Mapping[str, str], key: bytes) -> list[str]:
    """Keyed fingerprints of what tells a writer: equal ones mean one writer; without the key none can be guessed."""
    found = [f"{name}:{value}" for name in MARKS if (value := re.sub(r"[\s-]", "", contact.get(name, "")).lower())]
    return [hmac.new(key, each.encode(), hashlib.sha256).hexdigest()[:16] for each in found]
