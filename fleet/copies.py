"""Copies of what lies on a disk: a second desk, a profile on two computers, an image or a backup put back."""

from fleet.ledger import tokens_in
from fleet.reading import KINDS, OnDesk, at_portal, bears_on, on_desk
from fleet.shelf import Image
from fleet.work import Play
from fleet.world import Station


def second_desk(play: Play, station: Station) -> str:
    """A person works at two desks."""
    if len(play.world.stations) > 9:
        return "there are enough"
    return f"as {play.world.second(station.actor).name}"


def profile_copied(play: Play, station: Station) -> str:
    """A profile is copied to a second computer, and both go on."""
    if len(play.world.stations) > 9:
        return "there are enough"
    name = f"{station.name}-copy{len(play.world.stations)}"
    return f"as {play.world.station(station.actor, station.place.image(), name).name}"


def profile_put_back(play: Play, station: Station) -> str:
    """A computer is restored from an image; what only it held since then is gone, and its person knows."""
    images = play.world.images
    if station.name not in images:
        images[station.name] = station.place.image()
        return "the image is made"
    before = on_desk(station)
    station.place.fill(images.pop(station.name))
    station.restart()
    _forgive(play, station, before.words)
    ledger = play.ledger
    ledger.alone |= {mark for mark, saved in ledger.saved.items() if saved.station == station.name}
    ledger.alone |= {op for op, act in ledger.acts.items() if act.station == station.name}
    return "the image is put back"


def _forgive(play: Play, station: Station, had: str) -> None:
    """What only this computer held is gone. What the portal has judged is not, whatever it said to it."""
    portal, desks = at_portal(play.world), [on_desk(one) for one in play.world.stations]
    judged = {entry["op"]: entry["body"] for entry in portal.log}
    texts = "\n".join([portal.words, *judged.values(), *(desk.words for desk in desks)])
    play.ledger.released |= tokens_in(had) - tokens_in(texts)
    there = judged.keys() | {op for desk in desks for op in _ops(desk)}
    for op in [op for op, act in play.ledger.acts.items() if act.station == station.name and op not in there]:
        del play.ledger.acts[op]


def _ops(desk: OnDesk) -> set[str]:
    kept = {act["op"] for act in desk.outbox} | {op for op, *_ in desk.conflicts} | {op for op, *_ in desk.undelivered}
    return kept | {op for op, *_ in desk.journal}


def row_lost(play: Play, station: Station) -> str:
    """A row on a computer's disk is gone; another version of the program is started there, and compares."""
    desk = on_desk(station)
    borne = desk.overlay | {identity for act in desk.outbox for identity in bears_on(act)}
    loose = sorted(key for key in desk.rows if key[0] in KINDS and key[1] not in borne)
    if not loose or not station.place.change("UPDATE meta SET value = '0' WHERE key = 'agreed_by' RETURNING key"):
        return "there is none to lose yet"
    key = play.chance.choice(loose)
    station.place.change("DELETE FROM rows WHERE type = ? AND id = ?", *key)
    station.restart()
    return f"{key[0]} {key[1][-4:]} is gone"


def portal_restored(play: Play, _station: Station) -> str:
    """The portal's database is put back from an earlier copy, under the name of a new epoch."""
    world = play.world
    if world.backup is None:
        world.backup = world.centre.place.image()
        return "the copy is made"
    put_back(play, world.backup)
    world.backup = None
    return "the copy is put back"


def put_back(play: Play, copy: Image) -> None:
    """The portal is again as it was. What a computer had forgotten before, and no other has, is gone with it."""
    world, ledger = play.world, play.ledger
    world.centre.put_back(copy, f"epoch{next(world.epochs):011d}" if world.renews_epoch else "")
    portal, desks = at_portal(world), [on_desk(one) for one in world.stations]
    bodies = [entry["body"] for entry in portal.log] + [body for desk in desks for *_, body in desk.journal]
    there = tokens_in("\n".join([portal.words, *bodies, *(desk.words for desk in desks)]))
    there |= {entry["op"] for entry in portal.log} | {op for desk in desks for op in _ops(desk)}
    gone = ledger.alone - there
    ledger.released |= gone
    for op in gone & ledger.acts.keys():
        del ledger.acts[op]
