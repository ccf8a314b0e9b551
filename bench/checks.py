"""Checks one ordinary text against far more listed words than any office keeps."""

from collections.abc import Callable
from datetime import date
from functools import partial

from bench import material
from bench.row import Row, median, milliseconds, percentile
from models import policy
from models.checks import Finding, Subject, read_lists
from models.checks.checking import check

TODAY = date(2026, 4, 28)
LISTED = 50_000


def checker(listed: int = LISTED) -> Callable[[str], tuple[Finding, ...]]:
    """What judges a body by the shipped lists and `listed` words more; the first call has paid for all set-up."""
    more = ", ".join(f'"{word}"' for word in material.words(listed))
    texts = {**policy.shipped(), "words/measured.toml": f'source = "bench"\ndate = 2026-01-01\nwords = [{more}]\n'}
    lists = read_lists(texts)

    def judge(body: str) -> tuple[Finding, ...]:
        return check(Subject(material.title(1), body), lists, TODAY)

    judge(material.body(0))
    return judge


def measure(quick: bool) -> list[Row]:
    judge = checker()
    # A new text every time: what was kept of the last one must not flatter.
    bodies = [material.body(number) for number in range(1, 31 if quick else 501)]
    taken = [milliseconds(partial(judge, body)) for body in bodies]
    return [
        Row("checks on a text of 3 KB, 50,000 words listed", median(taken), "ms", 5),
        Row("the same: p95", percentile(taken, 0.95), "ms"),
    ]
