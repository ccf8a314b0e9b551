"""Reads an answer beside its letter: does it name the writer, say what every answer says, leave open what was asked?"""

import re
from collections.abc import Callable, Iterable, Iterator

from models.checks.asked import Asked
from models.checks.finding import Finding, Place, Remedy
from models.checks.masking import mask_mobile
from models.checks.normal import Source
from models.replies import GAP
from models.similar import likeness, pairs

SENTENCE = re.compile(r"[^。!?;\n]+[?]?")
NAMED = ("name", "phone", "email", "address", "id_no", "work_unit", "legal_person")
LOOSE = frozenset({"how", "whether"})
NAME = "name"
PHONE = "phone"


def names_writer(source: Source, asked: Asked) -> Iterator[Finding]:
    """The writer's name, number or home stands in the answer; published, it tells who wrote (Art. 25)."""
    for part in NAMED:
        value = asked.contact.get(part, "")
        if len(value) < 2 or "*" in value:
            continue
        for found in re.finditer(re.escape(value), source.text):
            put = {NAME: "来信人", PHONE: mask_mobile(value)}.get(part, "")
            remedy = Remedy("mask", put) if put else None
            yield source.finding("reply_names_writer", "block", found.span(), "25", keep="reason", remedy=remedy)


def gap_left(source: Source, asked: Asked) -> Iterator[Finding]:
    """A field of the words offered was never filled."""
    for found in GAP.finditer(source.text):
        yield source.finding("reply_gap", "block", found.span(), "25", keep="no", name=found[1])


def boilerplate(source: Source, asked: Asked) -> Iterator[Finding]:
    """Nearly the same words as an earlier answer of the unit, or only words that put off (Art. 25: 敷衍了事)."""
    share = max((likeness(source.text, each) for each in asked.earlier), default=0.0)
    if share >= asked.measure.same_share:
        yield Finding("reply_copied", "warn", Place("body"), "", "25", {"share": f"{share:.0%}"})
    said = [word for word in asked.measure.evasive if word in source.text]
    if said and _says(source.text, asked) < asked.measure.short:
        start = source.text.index(said[0])
        yield source.finding("reply_evasive", "warn", (start, start + len(said[0])), "25", words="、".join(said))


def _says(text: str, asked: Asked) -> int:
    """How many characters are left of an answer without the sentences that every answer has."""
    empty = (*asked.measure.evasive, *asked.measure.fillers)
    return sum(len(part.strip()) for part in SENTENCE.findall(text) if not any(word in part for word in empty))


def questions_open(source: Source, asked: Asked) -> Iterator[Finding]:
    """A question of the letter to which nothing in the answer speaks."""
    letter = Source("question", tuple(asked.body.split("\n")))
    for start, end in asked_in(letter.text, asked):
        question = letter.text[start:end]
        if not _answered(question, source.text, asked):
            yield letter.finding("reply_open_question", "hint", (start, end), "23")


def asked_in(text: str, asked: Asked) -> Iterator[tuple[int, int]]:
    """Where the letter asks something: each sentence with a word that asks."""
    words = [word for kind in asked.measure.asks.values() for word in kind]
    for found in SENTENCE.finditer(text):
        bare = found[0].strip()
        if len(pairs(bare)) > 1 and _asks(bare, words):
            yield found.start() + len(found[0]) - len(found[0].lstrip()), found.end()


def _asks(sentence: str, words: Iterable[str]) -> bool:
    """A sentence that ends in a question mark asks; without one, only where it begins by asking."""
    return sentence.endswith("?") or (
        sentence.startswith(("请问", "想问", "问一下")) and any(w in sentence for w in words)
    )


def _answered(question: str, reply: str, asked: Asked) -> bool:
    """Each thing asked for has its shape in the answer; of how or whether a question's own words tell as well."""
    kinds = {kind for kind, words in asked.measure.asks.items() if any(word in question for word in words)}
    shapes = {kind: asked.measure.answers[kind] for kind in kinds & asked.measure.answers.keys()}
    missing = {kind for kind, shape in shapes.items() if not shape.search(reply)}
    shared = len(pairs(question) & pairs(reply))
    return (not missing if shapes else shared > 0) or (missing <= LOOSE and shared > 1)


ReplyRule = Callable[[Source, Asked], Iterator[Finding]]
REPLY_RULES: tuple[ReplyRule, ...] = (names_writer, gap_left, boilerplate, questions_open)
"""The rules for answers, in the order in which their findings are told apart."""
