"""The table of panes: which view shows one matter, and under which name the presenters ask for it."""

from collections.abc import Callable, Mapping

from ui.host import Host, MatterView
from ui.session import Session
from ui.views import conflict, editor, history, review

PANES: Mapping[str, Callable[[Session, Host], MatterView]] = {
    "editor": editor.create,
    "review": review.create,
    "conflict": conflict.create,
    "history": history.create,
}
