"""Says a refusal in one sentence on the portal's command line, in the words that the desk uses too."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from models.problems import Refused

TEXT = Path(__file__).resolve().parent.parent / "resources" / "text"


def language_of(environment: Mapping[str, str]) -> str:
    """`en` where the system speaks English, else `zh`."""
    spoken = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if spoken.startswith("en") else "zh"


def sentence(no: Refused, language: str = "") -> str:
    """The sentence for a refusal, filled with its facts; one without a sentence is told by its code."""
    file = TEXT / (language or language_of(os.environ)) / "refusals.toml"
    known = tomllib.loads(file.read_text("utf-8"))
    facts = {name: "、".join(value) if isinstance(value, tuple) else value for name, value in no.facts.items()}
    try:
        return str(known[no.code]).format_map(facts)
    except KeyError:
        return f"{no.code} {facts}"
