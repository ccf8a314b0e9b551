"""What the rule gives a person of the city, in the words in which a portal's answer is read."""

from collections.abc import Iterator
from typing import Any

from models.people import Actor
from tests.attack import rule
from tests.attack.city import City

ASIDE = ("unit", "person", "policy", "contact", "account", "undelivered")
"""Rows of other kinds than those that the rule counts by matter."""


def key(line: dict[str, Any]) -> tuple[str, str]:
    """The type of a row, kept texts told apart by why they were kept, and the matter that it belongs to."""
    type_, identity = line["type"], line["id"].partition(".")[0]
    if type_ == "version":
        type_ = f"version {'edit' if line['doc']['why'] == 'edit' else 'text'}"
    return type_, identity


def expected(city: City, standing: str) -> set[tuple[str, str]]:
    """The same, of all that the rule gives to who stands so."""
    found = set()
    for (kind, case), identity in city.matters.items():
        sight = rule.SEES[kind, case]
        seen = (
            (kind, sight.reads), ("writer", sight.writer), ("docket", sight.docket), ("version edit", sight.drafts),
            ("version text", sight.texts),
        )  # fmt: skip
        found |= {(type_, identity) for type_, who in seen if standing in who}
    return found


def hidden(city: City, standing: str) -> Iterator[tuple[str, str, str]]:
    """Kind, case and id of every matter of which the rule gives neither row nor docket."""
    for (kind, case), identity in city.matters.items():
        sight = rule.SEES[kind, case]
        if standing not in sight.reads | sight.docket:
            yield kind, case, identity


def scopes(actor: Actor) -> set[str]:
    """The scopes that the rule gives a person."""
    post = next(iter(actor.posts), None)
    return set(rule.scopes(post.role if post else "", post.unit if post else "", actor.person))
