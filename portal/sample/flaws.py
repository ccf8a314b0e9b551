"""The small faults for which a reviewer returns a text, each with the words of the return."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong at first (`values` in place of the right ones) and what the reviewer says to it."""

    values: Mapping[str, Any]
    reason: str


def flaw(fields: Mapping[str, Any], rng: random.Random) -> Flaw:
    """One of the faults that this text can have."""
    able = [each for maker in (_typo, _lost_paragraph, _no_summary, _short_title) if (each := maker(fields))]
    return rng.choice(able)


def _typo(fields: Mapping[str, Any]) -> Flaw | None:
    for right, wrong in (("部署", "布署"), ("安排", "按排"), ("坐落", "座落"), ("账户", "帐户")):
        if right in fields["body"]:
            body = fields["body"].replace(right, wrong, 1)
            return Flaw({"body": body}, f"正文中的“{wrong}”应为“{right}”，请改正后再送；同类词语请通读一遍。")
    return None


def _lost_paragraph(fields: Mapping[str, Any]) -> Flaw | None:
    lines = fields["body"].split("\n")
    inner = [at for at in range(1, len(lines) - 2) if lines[at].startswith("<p>") and lines[at - 1] != "<blockquote>"]
    if not inner:
        return None
    at = inner[len(inner) // 2]
    opening = re.sub(r"<[^>]+>", "", lines[at])[:12]
    body = "\n".join(lines[:at] + lines[at + 1 :])
    return Flaw({"body": body}, f"送审稿漏了“{opening}……”一段，与纸质稿不一致，请补上。")


def _no_summary(fields: Mapping[str, Any]) -> Flaw | None:
    if not fields.get("summary"):
        return None
    return Flaw({"summary": "", "keywords": []}, "内容概述和关键词都没有填，请补齐，概述不超过 100 字。")


def _short_title(fields: Mapping[str, Any]) -> Flaw | None:
    short = re.sub(r"20\d\d年(度)?", "", fields["title"], count=1)
    if short == fields["title"]:
        return None
    return Flaw({"title": short}, "标题没有写明年度，读者看不出是哪一年的，请写全。")
