"""Masks what names a person, as the trade does: enough stays to tell two people apart, nothing to find one."""

import re

TOWN = re.compile(r".*(?:镇|乡|街道)(?:办事处)?")


def mask_id(number: str) -> str:
    """11010519491231002X → 11*************02X."""
    digits = re.sub(r"[^0-9Xx]", "", number)
    return f"{digits[:2]}{'*' * (len(digits) - 5)}{digits[-3:]}"


def mask_mobile(number: str) -> str:
    """13800000000 → 138****0000."""
    digits = re.sub(r"\D", "", number)[-11:]
    return f"{digits[:3]}****{digits[-4:]}"


def mask_card(number: str) -> str:
    """6200000000000005 → 6200****0005."""
    digits = re.sub(r"\D", "", number)
    return f"{digits[:4]}****{digits[-4:]}"


def mask_name(name: str) -> str:
    """张某某 → 张**."""
    return name[:1] + "*" * max(1, len(name) - 1)


def mask_address(address: str) -> str:
    """Everything behind the township or street office goes."""
    found = TOWN.match(address)
    return f"{found[0]}***" if found else "***"
