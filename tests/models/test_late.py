"""The one door for late imports lets in what has a reason, and nothing else."""

import pytest

from models import late


def test_a_listed_module_is_loaded_when_asked_for() -> None:
    assert late.load("models.checks.attachments").__name__ == "models.checks.attachments"


@pytest.mark.parametrize("name", ["json", "models.items", ""])
def test_a_module_without_a_reason_is_not_loaded(name: str) -> None:
    with pytest.raises(late.Unlisted):
        late.load(name)


def test_nobody_can_add_to_the_list_while_the_program_runs() -> None:
    with pytest.raises(TypeError):
        late.REASONS["json"] = "why not"  # type: ignore[index]  # the type says no as well
