"""How long the desk takes to find the letters most like one, among 20,000, and what knowing them costs."""

import random
from datetime import date
from functools import partial

from bench.memory import resident
from bench.row import Row, milliseconds, percentile
from models.similar import Nearby, likeness
from portal.sample.bank import read_bank
from portal.sample.phrase import Phrases
from portal.sample.voices import read_voices

ASKED = 200


def measure(quick: bool) -> list[Row]:
    count = 2000 if quick else 20_000
    writing = random.Random(26)
    texts = [_letter(writing) for _ in range(count)]
    before = resident()
    letters = Nearby()
    built = milliseconds(lambda: _all(letters, texts))
    grown = resident() - before
    asked = [_letter(writing) for _ in range(ASKED)]
    taken = [milliseconds(partial(letters.near, text)) for text in asked]
    floor = milliseconds(lambda: [likeness(asked[0], text) for text in texts])
    return [
        Row(f"letters alike among {count:,}: p95", percentile(taken, 0.95), "ms", 100),
        Row("the same: the slowest", max(taken), "ms", 100),
        Row("the same, each compared with each (what it spares)", floor, "ms"),
        Row(f"{count:,} letters read for it, once", built, "ms", 3000),
        Row("memory that they take", grown, "MB", 60),
    ]


def _all(letters: Nearby, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        letters.put(str(number), text)


def _letter(writing: random.Random) -> str:
    """One of the sample's letters, with sixty characters of its own besides: some common, most rare."""
    bank, voices = read_bank(), read_voices()
    text = writing.choice(tuple(voices.texts["letter"].values()))
    town = writing.choice(tuple(bank.townships.values()))
    first, second, third = writing.sample(town["places"], 3)
    facts = {
        **dict.fromkeys(("name", "phone", "home", "id_no", "short"), ""),
        "town": town["name"], "place": first, "place2": second, "place3": third,
        "water": town["water"], "product": town["product"],
    }  # fmt: skip
    day = date(2026, writing.randint(1, 12), writing.randint(1, 28))
    phrases = Phrases(facts, {**bank.lists, **voices.lists}, day, writing)
    phrases.meet(text.title, text.body)
    own = "".join(chr(0x4E00 + int(2500 * writing.random() ** 3)) for _ in range(60))
    return f"{phrases.fill(text.title)}\n{phrases.fill(text.body)}\n{own}"
