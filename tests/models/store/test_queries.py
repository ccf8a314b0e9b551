"""What waits for a person is told by the tables and their posts, in one place for every kind."""

from models.people import Actor, Post
from models.store.queries import Query, Term, terms
from tests.models.bureau import RULES

CLERK = Actor("p_linxm", "林晓梅", frozenset({Post("wangtai", "clerk")}))
LEADER = Actor("p_lead", "沈", frozenset({Post("gov_office", "leader")}))


def test_a_clerk_is_waited_for_by_what_lies_in_her_unit_and_by_supervisions() -> None:
    found = terms(Query("letter", "todo"), CLERK, RULES.workflows)
    assert Term(("letter",), ("wangtai",), state=("assigned", "in_hand")) in found
    assert Term(("letter",), ("wangtai",), partner=("clerk",)) in found


def test_a_leader_is_waited_for_by_letters_and_by_whoever_asks_for_more_time() -> None:
    assert Term(("letter",), state=("with_leader",)) in terms(Query("letter", "todo"), LEADER, RULES.workflows)
    assert terms(Query("docket", "todo"), LEADER, RULES.workflows) == (Term(("docket",), partner=("leader",)),)
