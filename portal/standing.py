"""Desks, accounts and factors as JSON, for the line and for the command line alike."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from models.people import Actor
from models.store.portal_people import Account
from models.store.portal_sessions import Standing
from portal.factors import FactorState


def desk_docs(found: Iterable[Standing], this: str = "") -> list[dict[str, Any]]:
    """Desks with their sessions; `this` marks the session that asks."""
    return [asdict(one) | {"this": bool(this) and one.session == this} for one in found]


def account_docs(found: Iterable[tuple[Account, Actor]]) -> list[dict[str, Any]]:
    """Accounts with the persons behind them, without anything that opens a door."""
    return [
        {
            "account": one.login, "person": one.person, "name": actor.name, "disabled": one.disabled,
            "must_change": one.must_change, "posts": [f"{post.unit}:{post.role}" for post in sorted(actor.posts)],
        }
        for one, actor in found
    ]  # fmt: skip


def factor_doc(state: FactorState) -> dict[str, Any]:
    """What a person is told of their second factor."""
    return asdict(state)
