"""The words from which answers are put together: offered by kind, mailbox and subject, filled with what is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from models.policy import Directory, PolicyFile, read_policy, records
from models.problems import BrokenPolicy

FILE = "replies.toml"
PARTS = ("opening", "acknowledge", "result", "next", "closing", "whole")
"""In the order in which an answer is put together; a whole one stands alone."""
GAP = re.compile(r"\{([^{}\s]{1,20})\}")


@dataclass(frozen=True, slots=True)
class Reply:
    """Words for one part of an answer. What it does not name it is offered for: any kind, any mailbox, any sort."""

    id: str
    part: str
    name: str
    en: str
    text: str
    kinds: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    sorts: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)


def replies(directory: Directory) -> tuple[Reply, ...]:
    """All words that the directory's policy offers. BrokenPolicy where a part is none of `PARTS`."""
    if FILE not in directory.texts:
        raise BrokenPolicy(FILE, 1, "missing")
    return _read(directory.texts[FILE])


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[Reply, ...]:
    file: PolicyFile = read_policy(FILE, text)
    found = records(file, "reply", Reply, Reply.__slots__)
    for index, reply in enumerate(found):
        if reply.part not in PARTS:
            raise file.broken("reply", index, f"{reply.id}: {reply.part}")
    return found


def offered(kind: str, fields: Mapping[str, Any], directory: Directory) -> tuple[Reply, ...]:
    """What suits this matter, part by part; within a part first what names its subject, then what names its mailbox."""
    channel, sort = str(fields.get("channel") or ""), str(fields.get("sort") or "")
    text = f"{fields.get('title', '')}\n{fields.get('body', '')}"

    def suits(reply: Reply) -> bool:
        named = ((reply.kinds, kind), (reply.channels, channel), (reply.sorts, sort))
        return all(not names or value in names for names, value in named)

    def rank(reply: Reply) -> tuple[int, int, int]:
        told = sum(word in text for word in reply.subjects)
        return PARTS.index(reply.part), -told, -len(reply.channels + reply.sorts)

    suited = (reply for reply in replies(directory) if suits(reply) and _on_subject(reply, text))
    return tuple(sorted(suited, key=rank))


def _on_subject(reply: Reply, text: str) -> bool:
    return not reply.subjects or any(word in text for word in reply.subjects)


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The words with every known fact in its place; what is not known stays in braces for the clerk to see."""
    return GAP.sub(lambda gap: facts.get(gap[1]) or gap[0], text.strip())


def gaps(text: str) -> tuple[str, ...]:
    """The names that still stand in braces, each once, in their order."""
    return tuple(dict.fromkeys(GAP.findall(text)))
