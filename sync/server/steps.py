"""Answers many acts a part at a time: a desk takes in the one part while the next is judged."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sync.protocol import End, Head, Line, SyncRequest


def goes_in_steps(request: SyncRequest, step: int) -> bool:
    """Whether a round is answered so."""
    return request.steps and len(request.ops) > step


def in_steps(one_round: Callable[[SyncRequest], list[Line]], request: SyncRequest, step: int) -> Iterator[Line]:
    """A round for each part of the acts, one after the other in one answer with one head: what came before it was cut
    off is what as many answers would have brought."""
    part, left = replace(request, ops=request.ops[:step]), request.ops[step:]
    head, *lines, end = one_round(part)
    assert isinstance(head, Head)
    yield head
    while True:
        assert isinstance(end, End)
        goes_on = bool(left) and not head.reset
        yield from lines
        yield replace(end, goes_on=goes_on)
        if not goes_on:
            return
        part = replace(part, ops=left[:step], cursor={**part.cursor, **end.cursor}, epoch=head.epoch)
        left = left[step:]
        _, *lines, end = one_round(part)
