"""Parts of what a desk holds, by the names that people know."""

import pytest

from tests.ui.fakes import RULES
from ui.presenters.scopes import scope_words
from ui.text import Words


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("u:wangtai", "王台镇人民政府在办的"),
        ("u:wangtai/archive", "王台镇人民政府办结的"),
        ("desk:dispatcher", "区信访局在办的"),
        ("desk:operator/archive", "数字办办结的"),
        ("desk:unheard", "您本人的"),
        ("pub", "通讯录和规章的"),
        ("me:p_linxm", "您本人的"),
    ],
)
def test_every_scope_has_a_name(scope: str, said: str) -> None:
    assert scope_words(scope, RULES.directory, Words("zh")) == said
    assert "{" not in scope_words(scope, RULES.directory, Words("en"))
