"""The editor: writing an item with its checks beside it."""

from ui.host import Host, MatterView
from ui.session import Session
from ui.views.editor.view import EditorView


def create(session: Session, host: Host) -> MatterView:
    """The pane that edits one item."""
    return EditorView(session, host)
