"""How a reply goes out: handed in, returned because it answers only half, mended, signed, read and rated."""

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.citizen import Citizen, Slip
from desktop.tour.hands import WentWrong, overlay, press, reads, settle, sought, until, write
from desktop.tour.helping import reply
from ui.widgets.overlay import Overlay


def play(stage: Stage, slip: Slip) -> None:
    """Leaves whoever watches at the county seat."""
    _hand_in(stage)
    _return(stage)
    _mend(stage)
    _sign(stage)
    _read(stage, slip)
    _watch(stage)


def _hand_in(stage: Stage) -> None:
    record, town, id = stage.record, stage.town, stage.notes["complaint"]
    with record.step(
        "linxm", "prepares what everyone may read, since the writer agreed, and hands the reply in"
    ) as step:
        handling.press_word(town, town.words("letters.public.prepare"))
        sheet = overlay(town.window)
        record.picture(town.window, "letter-public")
        press(sheet, "Ctrl+Return")
        until(lambda: town.matter(id).fields.get("reply_public"), "the public form")
        press(town.window, "Ctrl+Return")
        slip = sought(town.window, Overlay)
        if slip is not None:
            press(slip, "Ctrl+Return")
        step.outcome = f"{town.sees(id, 'reply_in_review')}; {town.synced()}"


def _return(stage: Stage) -> None:
    record, county, notes, text = stage.record, stage.county, stage.notes, stage.story["complaint_reply"]
    with record.step("chenzy", "reviews the reply: only half is answered; returns it at its place") as step:
        handling.leave_to(county, "chenzy")
        handling.open_matter(county, "letter", notes["complaint"], "signing")
        record.picture(county.window, "letter-review")
        clerk.select(reply(county).edit, text["place"])
        press(county.window, "Ctrl+Backspace")
        slip = handling.fill(county, "letter.return_reply", {"reason": text["half"]})
        record.picture(county.window, "letter-return")
        handling.give(county, slip)
        step.outcome = f"{county.synced()}; {county.sees(notes['complaint'], 'in_hand')}"
    with record.step("chenzy", "confirms that the repeated letter is not answered again") as step:
        handling.open_matter(county, "letter", notes["again"], "signing")
        record.picture(county.window, "letter-confirm-no-reply")
        handling.do(county, "letter", "confirm_no_reply")
        step.outcome = f"{county.synced()}; {county.sees(notes['again'], 'not_answered')}"


def _mend(stage: Stage) -> None:
    record, town, id, text = stage.record, stage.town, stage.notes["complaint"], stage.story["complaint_reply"]
    with record.step("linxm", "reads what was not answered, answers it, and hands it in again") as step:
        town.synced()
        handling.open_matter(town, "letter", id, "todo")
        until(lambda: reads(town.window, text["half"]), "the opinion above the letter")
        town.hush()
        record.picture(town.window, "letter-returned")
        box = reply(town)
        clerk.select(box.edit, text["place"])
        write(box.edit, text["place"] + text["second"])
        settle()
        press(town.window, "Ctrl+Return")
        slip = sought(town.window, Overlay)
        if slip is not None:
            press(slip, "Ctrl+Return")
        step.outcome = f"{town.sees(id, 'reply_in_review')}; {town.synced()}"


def _sign(stage: Stage) -> None:
    record, county, id = stage.record, stage.county, stage.notes["complaint"]
    with record.step(
        "chenzy", "signs the reply: it goes to the writer, and to everyone without the writer's name"
    ) as step:
        county.synced()
        handling.open_matter(county, "letter", id, "signing")
        press(county.window, "Ctrl+Return")
        slip = overlay(county.window)
        record.picture(county.window, "letter-sign")
        handling.give(county, slip)
        outcome = county.synced()
        public = county.matter(id).system.get("public")
        step.outcome = f"{outcome}; {county.sees(id, 'replied')}; public: {bool(public)}"
        if not public:
            raise WentWrong("the answer did not become public")


def _read(stage: Stage, slip: Slip) -> None:
    record, town, id, text = stage.record, stage.town, stage.notes["complaint"], stage.story["complaint_reply"]
    citizen = Citizen(stage.portal)
    with record.step("a citizen", "asks by the code, reads the answer and rates it") as step:
        told = citizen.asks(slip)
        if text["second"][:12] not in told["answer"]:
            raise WentWrong(f"the page says {told}")
        citizen.does("rating", slip, score="satisfied", words=text["rating"])
        step.outcome = f"{told['state']} on {told['answered_at'][:10]}; rated {citizen.asks(slip)['rated']}"
    with record.step("linxm", "sees how the answer was found, with the whole trail (Ctrl H)") as step:
        town.synced()
        handling.open_matter(town, "letter", id, "answered")
        press(town.window, "Ctrl+H")
        record.picture(town.window, "letter-rated")
        step.outcome = " ".join(entry.verb for entry in town.matter(id).trail)


def _watch(stage: Stage) -> None:
    """Last, so that whoever watches stays at the county desk for what is watched next."""
    record, county, town, id = stage.record, stage.county, stage.town, stage.notes["complaint"]
    with record.step("wuhy", "at the efficiency office: sees the docket, and not a word of what was written") as step:
        handling.leave_to(county, "wuhy")
        handling.visit(county, "docket")
        handling.open_docket(county, id)
        record.picture(county.window, "docket-letter")
        matter = town.matter(id)
        words = {name: str(matter.fields[name])[:24] for name in ("title", "body")}
        words |= {"reply": stage.story["complaint_reply"]["second"][:24], "writer": stage.notes["writer"]}
        held, here = handling.words_held(town, words), handling.words_held(county, words)
        if here or len(held) < len(words):
            raise WentWrong(f"{county.name} holds {here}; the township holds {held}")
        plain = handling.words_kept(town.folder, words)
        if plain:
            raise WentWrong(f"{plain} can be read in the files of the township")
        step.outcome = f"{county.matter(id).state}, {len(county.matter(id).trail)} steps; words held here: none"
