"""Finds advertising that a government site must not carry (Art. 38)."""

import re
from collections.abc import Iterator

from models.checks.case import Case
from models.checks.finding import Finding
from models.checks.normal import Source

ARTICLE = "38"
CONTACT = re.compile(
    r"微信号?\s*(?:[:号]|同号)\s*[A-Za-z][\w-]{5,19}|加微信|扣扣\s*[:号]?\s*\d{5,11}|(?i:qq)\s*(?:群|号)?\s*[:号]\s*\d{5,11}"
)
PUBLIC = re.compile(r"公众号|政务|工作群|咨询群")


def contact(source: Source, case: Case) -> Iterator[Finding]:
    """A private account of a messenger; the public account of an office is none."""
    for found in CONTACT.finditer(source.text):
        if not PUBLIC.search(source.sentence(*found.span())):
            yield source.finding("commercial_contact", "warn", found.span(), ARTICLE)
