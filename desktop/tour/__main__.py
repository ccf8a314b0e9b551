"""`python -m desktop.tour --out DIR`: plays the tour in both languages at once and joins what they left."""

import argparse
import faulthandler
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.tour.hands import WentWrong
from desktop.tour.play import CHAPTERS, play
from desktop.trial import ROOT, Trial

LANGUAGES = ("zh", "en")
OUT = ROOT / "build" / "tour"


def main(arguments: list[str]) -> int:
    """0 when every step came out as it should, else 1 and a line that says which did not."""
    parser = argparse.ArgumentParser("tour", description="Plays the whole story offscreen and leaves its pictures.")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="where pictures and tour.json go")
    parser.add_argument("--language", choices=LANGUAGES, help="play in one language only")
    parser.add_argument("--short", action="store_true", help="the main story only, without what only a picture needs")
    parser.add_argument("--only", nargs="+", choices=[*CHAPTERS], default=[], help="some chapters after the arrival")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if given.work is not None:
        faulthandler.enable()
        code = _one(given.language, given.out, given.work, short=given.short, only=given.only)
        sys.stderr.flush()
        os._exit(code)  # all is written; Python's own end would take Qt's objects apart in an order that Qt faults at
    shutil.rmtree(given.out, ignore_errors=True)
    given.out.mkdir(parents=True)
    languages = (given.language,) if given.language else LANGUAGES
    with TemporaryDirectory(prefix="tour-", ignore_cleanup_errors=True) as folder:
        return _both(languages, given.out, Path(folder), short=given.short, only=given.only)


def _one(language: str, out: Path, work: Path, *, short: bool, only: list[str]) -> int:
    try:
        play(language, out, work, short=short, only=only)
    except WentWrong as fault:
        sys.stderr.write(f"tour ({language}): {fault}\n")
        return 1
    return 0


def _both(languages: tuple[str, ...], out: Path, work: Path, *, short: bool, only: list[str]) -> int:
    """The sample data are made once; each language then has a portal and two desks of its own."""
    first = Trial(work / languages[0] / "trial")
    first.prepare()
    first.stop()
    for language in languages[1:]:
        shutil.copytree(work / languages[0], work / language)
    players = [
        subprocess.Popen(
            [sys.executable, "-m", "desktop.tour", "--out", str(out), "--language", language, "--work",
             str(work / language), *(["--short"] if short else []), *(["--only", *only] if only else [])],
            cwd=ROOT,
        )
        for language in languages
    ]  # fmt: skip
    codes = [player.wait() for player in players]
    for language, code in zip(languages, codes, strict=True):
        if code < 0:
            sys.stderr.write(f"tour ({language}): ended by signal {-code}\n")
    for language in languages:
        shutil.copy(work / language / "trial" / "portal.log", out / f"portal-{language}.log")
    if any(codes):
        return 1
    print(_joined(languages, out))
    return 0


def _joined(languages: tuple[str, ...], out: Path) -> str:
    """One tour.json: the steps of the first language with the pictures of all."""
    told = {language: json.loads((out / f"{language}.json").read_text(encoding="utf-8")) for language in languages}
    steps = told[languages[0]]["steps"]
    for step, *others in zip(steps, *(told[one]["steps"] for one in languages[1:]), strict=True):
        for other in others:
            step["pictures"] += other["pictures"]
    joined = {"seconds": {one: told[one]["seconds"] for one in languages}, "steps": steps}
    (out / "tour.json").write_text(json.dumps(joined, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for language in languages:
        (out / f"{language}.json").unlink()
        (out / f"portal-{language}.log").unlink()
    pictures = sum(len(step["pictures"]) for step in steps)
    return f"{len(steps)} steps, {pictures} pictures in {out}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
