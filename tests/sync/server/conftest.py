"""The town that the server's tests live in."""

from tests.portal.conftest import town, village

__all__ = ["town", "village"]
