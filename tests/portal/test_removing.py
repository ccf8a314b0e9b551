"""An administrator says that a mass was meant; nobody else can, and of nothing it cannot be said."""

import pytest

from models.problems import Refused
from models.store.portal_write import Put, Writing
from portal.removing import confirm, lately
from tests.portal.town import Town


def test_what_was_lost_is_listed_and_confirmed_once(town: Town) -> None:
    items = [town.draft() for _ in range(51)]

    def lose(writing: Writing) -> None:
        for each, matter in writing.matters("item", items).items():
            doc = matter.to_doc()
            writing.note(None, [Put("item", each, frozenset(), lambda _, doc=doc: doc)])

    town.portal.store.write(lose)
    (loss,) = lately(town.portal, 7)
    assert (loss.scope, loss.rows >= 51) == ("u:wangtai", True)
    assert confirm(town.portal, "u:wangtai", 7, "") == loss.rows
    assert lately(town.portal, 7) == []
    with pytest.raises(Refused, match="not_found"):
        confirm(town.portal, "u:wangtai", 7, "")
    with town.portal.store.reading() as reading:
        assert reading.audit().wrong == ""


def test_only_the_system_administrator_may(town: Town) -> None:
    with pytest.raises(Refused, match="account_unknown"):
        confirm(town.portal, "u:wangtai", 7, "nobody-here")
    with pytest.raises(Refused, match="not_administrator"):
        confirm(town.portal, "u:wangtai", 7, "lin")
