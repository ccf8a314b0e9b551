"""Disclosure requests: each of the five outcomes with its notice, correction, consultation, more time, and what is kept
of all together."""

from collections.abc import Mapping

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.citizen import Citizen, Slip
from desktop.tour.hands import WentWrong, click, overlay, press, reads, settle, sought, until
from models.late import load
from models.outcomes import outcomes
from ui.views.requests.cards import ResultCard
from ui.views.requests.redact import RedactSheet
from ui.views.requests.taking_files import TakingFiles
from ui.views.requests.wizard import OutcomeSheet
from ui.widgets.marks import Chip
from ui.widgets.overlay import SlipDialog

NAMES = ("public", "part", "absent", "third", "repeated")
UNIT = "wangtai"


def play(stage: Stage) -> None:
    """At the township; the county desk is taken by the office, then by the reviewer."""
    stage.record.chapter("disclosure requests")
    slips = _bring(stage)
    _unclear(stage)
    _already(stage)
    _consult(stage)
    _corrected(stage, slips["absent"])
    _more_time(stage)
    _partly(stage)
    _rest(stage)
    _sign(stage)
    _read(stage, slips["part"])
    _keep(stage)


def _id(name: str) -> str:
    return f"request {name}"


def _bring(stage: Stage) -> Mapping[str, Slip]:
    record, town, notes, story = stage.record, stage.town, stage.notes, stage.story["request"]
    citizen = Citizen(stage.portal)
    with record.step("citizens", "ask for information at the public pages, five times") as step:
        slips = {name: citizen.brings("request", {**story["of_all"], **story[name]["asked"]}) for name in NAMES}
        town.online()
        town.synced()
        for name, slip in slips.items():
            notes[_id(name)] = handling.numbered(town, "request", slip.number)
        step.outcome = ", ".join(f"{slip.number} until {slip.due}" for slip in slips.values())
    return slips


def _open(stage: Stage, name: str) -> str:
    handling.open_matter(stage.town, "request", stage.notes[_id(name)], "handling")
    return stage.notes[_id(name)]


def _accept(stage: Stage, name: str) -> str:
    id = _open(stage, name)
    press(stage.town.window, "Ctrl+Return")
    stage.town.sees(id, "in_hand")
    return id


def _unclear(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["request"]["absent"]
    with record.step("linxm", "asks the applicant of an unclear request what is meant; the clock stands still") as step:
        id = _open(stage, "absent")
        record.picture(town.window, "request")
        handling.take(town, "request", "ask_correction")
        slip = handling.fill(town, "request.ask_correction", {"what": text["unclear"], "days": 10})
        record.picture(town.window, "request-correction")
        handling.give(town, slip)
        step.outcome = f"{town.synced()}; {town.sees(id, 'correction')}"


def begin_outcome(stage: Stage, outcome: str, code: str) -> OutcomeSheet:
    """Ctrl Enter on a request in hand: the sheet, the outcome's card, the case."""
    town = stage.town
    press(town.window, "Ctrl+Return")
    sheet = until(lambda: sought(town.window, OutcomeSheet), "the sheet of the outcome")
    known = outcomes(town.desk.rules.directory)
    place = [*known.results].index(outcome)
    click(sheet, sheet.findChildren(ResultCard)[place].accessibleName())
    if len(known.of(outcome)) > 1:
        handling.set_field(sheet, (town.words("requests.outcome.case"),), code)
    return sheet


def finish_outcome(stage: Stage, sheet: OutcomeSheet, said: Mapping[str, str], picture: str) -> None:
    """What the case demands, then the notice, then Ctrl Enter: it goes for review."""
    town = stage.town
    for name, text in said.items():
        handling.set_field(sheet, (town.words(f"requests.demand.{name}"),), text)
    press(sheet, "Ctrl+Return")
    settle()
    stage.record.picture(town.window, picture)
    press(sheet, "Ctrl+Return")
    lacks = sheet.missing.text() if sought(town.window, OutcomeSheet) else ""
    until(lambda: sought(town.window, OutcomeSheet) is None, f"the outcome decided; the sheet says {lacks!r}")


def _decide(stage: Stage, name: str, outcome: str, code: str) -> str:
    sheet = begin_outcome(stage, outcome, code)
    finish_outcome(stage, sheet, stage.story["request"][name]["said"], f"notice-{code}")
    return stage.town.sees(stage.notes[_id(name)], "outcome_in_review")


def _already(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "accepts a request and decides: already public; the notice writes itself") as step:
        _accept(stage, "public")
        sheet = begin_outcome(stage, "already", "already_public")
        record.picture(town.window, "outcome-wizard")
        press(sheet, "Ctrl+Return")
        if not sheet.missing.text():
            raise WentWrong("the sheet does not say what is still lacking")
        record.picture(town.window, "outcome-lacking")
        finish_outcome(stage, sheet, stage.story["request"]["public"]["said"], "notice-already_public")
        step.outcome = town.sees(stage.notes[_id("public")], "outcome_in_review")


def _consult(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["request"]["third"]
    with record.step("linxm", "asks a third party; meanwhile the clock stands still") as step:
        id = _accept(stage, "third")
        handling.take(town, "request", "consult")
        said = {"whom": text["whom"], "question": text["question"], "third_party": True}
        slip = handling.fill(town, "request.consult", said)
        record.picture(town.window, "request-consult")
        handling.give(town, slip)
        step.outcome = town.sees(id, "consulting")
        record.picture(town.window, "request-consulting")
    with record.step("linxm", "enters what they said, and decides: not disclosed") as step:
        handling.do(town, "request", "consult_back", {"answer": text["answer"], "agrees": "no"})
        town.sees(stage.notes[_id("third")], "in_hand")
        step.outcome = _decide(stage, "third", "refused", "third_party")


def _corrected(stage: Stage, slip: Slip) -> None:
    record, town, text = stage.record, stage.town, stage.story["request"]["absent"]
    with record.step("a citizen", "reads by the code what is asked, and says what is meant") as step:
        citizen = Citizen(stage.portal)
        asked = citizen.asks(slip)["asked"]
        if asked["what"] != text["unclear"]:
            raise WentWrong(f"the page asks {asked}")
        told = citizen.does("correction", slip, text=text["corrected"])
        town.synced()
        step.outcome = f"{told['state']} until {told['due']}; {town.sees(stage.notes[_id('absent')], 'in_hand')}"


def _more_time(stage: Stage) -> None:
    record, town, county, text = stage.record, stage.town, stage.county, stage.story["request"]["absent"]
    id = stage.notes[_id("absent")]
    with record.step("linxm", "asks for more time") as step:
        _open(stage, "absent")
        handling.do(town, "request", "ask_extension", {"days": 10, "reason": text["why_later"]})
        step.outcome = town.synced()
    with record.step("fuqs", "at the government's office: grants it on the docket") as step:
        handling.leave_to(county, "fuqs")
        handling.open_docket(county, id)
        record.picture(county.window, "docket-request")
        handling.do(county, "request", "grant_extension", {"days": 10})
        step.outcome = f"{county.synced()}; {county.matter(id).system['extension']['state']}"
    with record.step("linxm", "tells the applicant, by which alone the new day begins to hold") as step:
        town.synced()
        before = town.matter(id).system["due"]["local"]
        _open(stage, "absent")
        record.picture(town.window, "request-extension-granted")
        press(town.window, "Ctrl+P")
        record.picture(town.window, "request-papers")
        press(overlay(town.window), "Esc")
        handling.do(town, "request", "tell_extension", {"way": "network"})
        after = until(lambda: _later(stage, id, before), "a later last day")
        step.outcome = f"{before} became {after}; {town.synced()}"


def _later(stage: Stage, id: str, before: str) -> str:
    due = str(stage.town.matter(id).system["due"]["local"])
    return due if due > before else ""


def _partly(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["request"]["part"]
    with record.step(
        "linxm", "covers what stays back in a file; the new file is attacked, and nothing comes out"
    ) as step:
        _accept(stage, "part")
        sheet = begin_outcome(stage, "granted", "partial")
        find_taking = sheet.findChild(TakingFiles)
        if not isinstance(find_taking, TakingFiles):
            raise WentWrong("no way to take a file in")
        find_taking.take(text["file"], load("models.notices.word").docx(text["html"]), redacting=True)
        cover = until(lambda: sought(town.window, RedactSheet), "the sheet that covers")
        handling.set_field(cover, (town.words("requests.redact.words"),), text["covered"])
        handling.set_field(cover, (town.words("requests.redact.what"),), text["what"])
        until(lambda: cover.found, "the words found")
        record.picture(town.window, "redaction")
        press(cover, "Ctrl+Return")
        until(lambda: sought(town.window, RedactSheet) is None, "the covered file")
        verified = town.words("requests.files.verified")
        until(lambda: sought(sheet, Chip, lambda one: one.accessibleName() == verified), verified)
        record.picture(town.window, "redaction-verified")
        step.outcome = "covered and verified; the whole file stays on this computer"
    with record.step("linxm", "decides: disclosed in part") as step:
        finish_outcome(stage, sheet, text["said"], "notice-partial")
        step.outcome = town.sees(stage.notes[_id("part")], "outcome_in_review")


def _rest(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "decides: there is no such information, and how it was looked for") as step:
        _open(stage, "absent")
        step.outcome = _decide(stage, "absent", "absent", "no_record")
    with record.step("linxm", "decides: asked again, not handled anew") as step:
        _accept(stage, "repeated")
        outcome = _decide(stage, "repeated", "repeated", "repeated")
        step.outcome = f"{outcome}; {town.synced()}"


def _sign(stage: Stage) -> None:
    record, county, notes = stage.record, stage.county, stage.notes
    with record.step("chenzy", "signs the five notices") as step:
        handling.leave_to(county, "chenzy")
        for name in NAMES:
            id = notes[_id(name)]
            handling.open_matter(county, "request", id, "signing")
            if name == "part":
                record.picture(county.window, "request-review")
                _look_at_file(stage)
            press(county.window, "Ctrl+Return")
            slip = handling.fill(county, "request.sign_outcome", {"way": "network"})
            if name == "part":
                record.picture(county.window, "request-sign")
            handling.give(county, slip)
        outcome = county.synced()
        for name in NAMES:
            county.sees(notes[_id(name)], "answered")
        step.outcome = f"{outcome}; five answered"


def _look_at_file(stage: Stage) -> None:
    """Nobody signs for a file that they did not open."""
    county, text = stage.county, stage.story["request"]["part"]
    press(county.window, "Ctrl+Return")
    until(lambda: reads(overlay(county.window), text["file"]), "that the file was not looked at")
    press(overlay(county.window), "Esc")
    (file,) = county.matter(stage.notes[_id("part")]).fields["information"]
    until(lambda: county.desk.blob(file["sha256"]), "the file at this desk")
    click(county.window, f"{county.words('requests.files.open')} {text['file']}")
    settle()


def _read(stage: Stage, slip: Slip) -> None:
    with stage.record.step("a citizen", "reads the notice by the code") as step:
        told = Citizen(stage.portal).asks(slip)
        if stage.story["request"]["part"]["what"] not in told["answer"]:
            raise WentWrong(f"the page says {told}")
        step.outcome = f"{told['state']}, {len(told['answer'])} characters of notice"


def _keep(stage: Stage) -> None:
    record, town, text = stage.record, stage.town, stage.story["request"]["dispute"]
    with record.step("linxm", "enters that the refusal is contested, and looks at the register") as step:
        town.synced()
        id = stage.notes[_id("third")]
        handling.open_matter(town, "request", id, "answered")
        record.picture(town.window, "request-answered")
        today = town.window.session.now().date().isoformat()
        handling.do(town, "request", "dispute", {**text, "day": today})
        step.outcome = town.sees(id, "disputed")
        _sheet(stage, "requests.disputes", "disputes")
    with record.step("linxm", "reads the yearly report in the national form") as step:
        _sheet(stage, "requests.year_report", "yearly-report")
        step.outcome = town.synced()


def _sheet(stage: Stage, word: str, picture: str) -> None:
    """Opens what is kept of all requests together, below the list; Esc puts it away."""
    town = stage.town
    click(clerk.screen(town), town.words(word))
    sheet = until(lambda: sought(town.window, SlipDialog), "the sheet")
    until(lambda: sheet.missing.text() and sheet.missing.text() != town.words("requests.redact.reading"), "all counted")
    stage.record.picture(town.window, picture)
    press(sheet, "Esc")
