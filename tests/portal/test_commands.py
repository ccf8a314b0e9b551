"""Every verb takes the same options and opens only a portal that is whole."""

import argparse
from pathlib import Path

import pytest

from models.problems import Refused
from portal.app import open_up
from portal.commands import existing, say, verb


def _one() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()

    def looks(args: argparse.Namespace) -> None:
        """Looks, and does nothing."""

    verb(parser.add_subparsers(), "look", looks)
    return parser


def test_a_verb_takes_folder_database_and_json() -> None:
    args = _one().parse_args(["look", "--data", "there", "--json"])
    assert (args.data, args.database, args.json) == (Path("there"), "", True)
    assert args.does(args) is None


def test_a_portal_whose_making_was_cut_off_is_not_opened(tmp_path: Path) -> None:
    args = _one().parse_args(["look", "--data", str(tmp_path)])
    with pytest.raises(Refused, match="portal_missing"):
        existing(args)
    made = open_up(tmp_path)
    with pytest.raises(Refused, match="portal_missing"):
        existing(args)
    made.store.finish()
    made.close()
    existing(args).close()


def test_an_answer_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("done")
    assert capsys.readouterr().out == "done\n"
