"""The table of panes: which view shows one matter, and under which name the presenters ask for it."""

from collections.abc import Callable, Mapping

from ui.host import Host, MatterView
from ui.session import Session

PANES: Mapping[str, Callable[[Session, Host], MatterView]] = {}
