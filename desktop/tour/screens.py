"""The screens that the story did not pass, and the same in high contrast and in big letters."""

from PySide6.QtWidgets import QLineEdit

from desktop.tour import clerk, handling
from desktop.tour.chapters import Stage
from desktop.tour.hands import WentWrong, find, overlay, press, until, write
from ui.views.editor.preview import Preview
from ui.widgets.palette import Palette


def play(stage: Stage) -> None:
    """All at the township desk."""
    stage.record.chapter("screens")
    _list(stage)
    _catalogue(stage)
    _paper(stage)
    _settings(stage)
    _conditions(stage)


def _list(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "walks the list of her unit") as step:
        town.go("Alt+2", "items")
        clerk.open_item(town, stage.notes["notice"], "unit")
        record.picture(town.window, "list")
        step.outcome = f"{clerk.screen(town).panel.list.rows.rowCount()} items of the unit"
    with record.step("linxm", "filters by words that nothing holds") as step:
        panel = clerk.screen(town).panel
        panel.list.setFocus()
        press(town.window, "Ctrl+F")
        write(panel.search, stage.story["search"]["nothing"])
        until(lambda: panel.list.rows.rowCount() == 0, "an empty list")
        record.picture(town.window, "empty-filter")
        panel.close_filter()
        step.outcome = "the empty list says so and offers to clear the filter"
    with record.step("linxm", "finds an item by two characters (Ctrl K)") as step:
        press(town.window, "Ctrl+K")
        palette = until(lambda: overlay(town.window), "the palette")
        write(find(palette, QLineEdit), stage.story["search"]["words"])
        until(lambda: isinstance(palette, Palette) and any(hit.group == "found" for hit in palette._hits), "hits")
        record.picture(town.window, "search")
        press(palette, "Esc")
        step.outcome = f"{len(town.desk.search(stage.story['search']['words'], 50))} items found"


def _catalogue(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "looks at the columns of her unit: empty and stale ones are marked") as step:
        handling.visit(town, "catalogue")
        record.picture(town.window, "catalogue")
        last = town.desk.last_published("wangtai")
        column = town.matter(stage.notes["notice"]).fields["column"]
        if column not in last:
            raise WentWrong("the published notice does not stand in the catalogue")
        step.outcome = f"{len(last)} columns with something published"


def _paper(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "looks at the notice as it will be printed (Ctrl P)") as step:
        clerk.open_item(town, stage.notes["notice"], "unit")
        press(town.window, "Ctrl+P")
        preview = overlay(town.window)
        if not isinstance(preview, Preview):
            raise WentWrong("no preview")
        record.picture(town.window, "preview")
        preview._tabs.choose("sheet")
        record.picture(town.window, "preview-approval-sheet")
        preview.step_back()
        step.outcome = "official document and approval sheet"


def _settings(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "looks at the settings and the keys") as step:
        press(town.window, "Ctrl+,")
        until(lambda: town.window.current == "settings", "the settings")
        record.picture(town.window, "settings")
        town.go("Alt+2", "items")
        press(town.window, "F1")
        sheet = overlay(town.window)
        record.picture(town.window, "keys")
        press(sheet, "Esc")
        step.outcome = f"{len([one for one in town.window.all_commands() if one.keys])} keys work here"


def _conditions(stage: Stage) -> None:
    record, town = stage.record, stage.town
    with record.step("linxm", "works in high contrast, and in letters half as big again") as step:
        clerk.open_item(town, stage.notes["draft"], "unit")
        town.in_theme("contrast", 100, lambda: record.picture(town.window, "editor-high-contrast"))
        town.in_theme("light", 150, lambda: record.picture(town.window, "editor-150-percent"))
        town.go("Alt+1", "today")
        town.in_theme("contrast", 100, lambda: record.picture(town.window, "today-high-contrast"))
        town.in_theme("light", 150, lambda: record.picture(town.window, "today-150-percent"))
        step.outcome = "everything is there in both"
