"""Judges where links lead, without a network: what they are, not whether they live (Art. 38)."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from models.checks.case import Case
from models.checks.finding import Finding, Place
from models.checks.normal import Source
from models.checks.words import Lists
from models.content import LinkAt

ARTICLE = "38"
BARE = re.compile(
    r"(?:https?|ftp|file|javascript|data|vbscript)\s?:\s?/{0,3}[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef<>\"'，。；）]+",
    re.IGNORECASE,
)
HOSTLIKE = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z\u4e00-\u9fff]{2,})(?:[/:?#]\S*)?", re.IGNORECASE)
PORTS = (None, 80, 443)


def _split(href: str) -> SplitResult | None:
    try:
        parts = urlsplit(href)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _under(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == known or host.endswith("." + known) for known in hosts)


def _is_ip(host: str) -> bool:
    bare = host.strip("[]")
    try:
        ip_address(bare)
    except ValueError:
        return bool(re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", bare))
    return True


def judge(href: str, words: str, lists: Lists) -> tuple[str, str] | None:
    """The rule that a link offends first and its level, or None for a link that is fine."""
    parts = _split(href)
    if parts is None or parts.scheme.lower() not in ("http", "https", "mailto", ""):
        return "link_scheme", "block"
    if parts.scheme.lower() == "mailto":
        return None
    host = (parts.hostname or "").rstrip(".").lower()
    hard = _hard(parts, host, lists)
    if hard:
        return hard, "block"
    return _soft(parts, host, words, lists)


def _hard(parts: SplitResult, host: str, lists: Lists) -> str | None:
    if not host:
        return "link_broken"
    if _is_ip(host):
        return "link_ip"
    if parts.username is not None:
        return "link_disguised"
    return "link_denied" if _under(host, lists.denied_hosts) else None


def _soft(parts: SplitResult, host: str, words: str, lists: Lists) -> tuple[str, str] | None:
    shown = HOSTLIKE.fullmatch(words.strip())
    if shown and not _under(host, (shown[1].lower().removeprefix("www."),)):
        return "link_mismatch", "warn"
    if _under(host, lists.short_hosts):
        return "link_short", "warn"
    allowed = _under(host, lists.allowed_hosts)
    if not allowed and ("xn--" in host or not host.isascii()):
        return "link_punycode", "warn"
    if parts.port not in PORTS:
        return "link_port", "warn"
    return None if allowed else ("link_leaves", "hint")


def linked(link: LinkAt, case: Case) -> Iterator[Finding]:
    """A link of the body, and the remote picture that became one."""
    judged = judge(link.href, link.text, case.lists)
    if link.text.startswith("〔图片：") and (judged is None or judged[1] == "hint"):
        judged = ("link_picture", "warn")
    if judged is not None:
        place = Place("link", link.block, link.start, link.end)
        yield _finding(judged, place, link.text, link.href)


def bare_links(source: Source, case: Case) -> Iterator[Finding]:
    """An address written out in words."""
    if ":" not in source.text:
        return
    for found in BARE.finditer(source.text):
        href = re.sub(r"\s", "", found[0]).rstrip(".,;:!?)]}")
        judged = judge(href, href, case.lists)
        if judged is not None and not (judged[0] == "link_scheme" and "/" not in href and "(" not in href):
            place = source.place(found.start(), found.start() + len(found[0]))
            yield _finding(judged, place, found[0], href, **source.facts)


def _finding(judged: tuple[str, str], place: Place, words: str, href: str, **more: str) -> Finding:
    rule, level = judged
    host = (_split(href) or SplitResult("", "", "", "", "")).netloc
    facts = {**more, "text": words, "href": href, "host": host}
    if level == "block":
        return Finding(rule, "block", place, href, ARTICLE, facts, None, "reason")
    return Finding(rule, "warn" if level == "warn" else "hint", place, href, ARTICLE, facts, None, "free")
