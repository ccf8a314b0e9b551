"""Loads the modules that start-up must not pay for: the only door to them, so the list stays short and reasoned."""

from importlib import import_module
from types import MappingProxyType, ModuleType

REASONS = MappingProxyType(
    {
        "models.checks.attachments": "pypdf costs 150 ms; only a new attachment needs it",
        "models.checks.checking": "the rules of the checks cost 40 ms; only a text that is looked through needs them",
        "models.content.for_rules": "reading and cleaning texts costs 25 ms; the first window shows titles",
        "models.content.pdf_pages": "PDFium costs 60 ms; only a look at a PDF that came with a letter needs it",
        "models.content.docx_in": "mammoth costs 60 ms; only the import of a .docx needs it",
        "models.crypto": "cryptography costs 60 ms; only a sealed file or key needs it",
        "models.notices.word": "python-docx costs 80 ms; only a notice that goes out as a Word document needs it",
        "models.packed": "zstandard costs 10 ms; only the search index behind the window needs it",
        "models.redaction.covering": "PDFium, Pillow, pypdf and python-docx cost 400 ms; only a redaction needs them",
        "models.sealed_files": "cryptography costs 60 ms; only an attachment needs it",
        "models.seals": "cryptography costs 60 ms; only a notice that was imported needs it",
        "sync.bundle": "cryptography costs 60 ms; only what is carried by hand needs it",
        "sync.client.bundle": "cryptography costs 60 ms; only what is carried by hand needs it",
        "sync.client.receipt": "comes with what is carried by hand",
        "sync.server.bundles": "cryptography costs 60 ms; only what is carried by hand needs it",
        "models.store.migrate": "alembic costs 90 ms; only a database of another version needs it",
        "desktop.start": "Qt and the window; the command line of the desk runs without them",
        "desktop.system_lock": "QtDBus, which only Linux has a bus for; the first window must not wait for it",
        "desktop.cli": "the verbs of the command line; the window runs without them",
        "desktop.ring": "keyring costs 150 ms and a probe; the first window must not wait for it",
        "desktop.secrets": "argon2 and cryptography cost 80 ms; only a sign-in needs them",
        "sync.client.remote": "requests costs 60 ms; a desk works without a network until its first round",
        "sync.client.whole": "zstandard costs 10 ms; only the first listing of a large scope needs it",
        "ui.views.items": "a screen of the rail; the first one is 今日",
        "ui.views.letters": "a screen of the rail; the first one is 今日",
        "ui.views.request_list": "a screen of the rail; the first one is 今日",
        "ui.views.services": "a screen of the rail; the first one is 今日",
        "ui.views.docket": "a screen of the rail; the first one is 今日",
        "ui.views.catalogue": "a screen of the rail; the first one is 今日",
        "ui.views.reminders": "a screen of the rail; the first one is 今日",
        "ui.views.settings": "a screen of the rail; the first one is 今日",
        "ui.views.conflict": "the pane of a conflict; rarely needed at all",
        "ui.views.docket.pane": "the pane of a docket brings the sheets of its steps; the list alone needs none",
        "ui.views.editor": "the editor costs 100 ms; the first screen shows no matter yet",
        "ui.views.why": "the slip of a last day brings the preview of paper; not needed before somebody asks why",
        "ui.views.letter": "the pane of a letter; the first screen shows no matter yet",
        "ui.views.services.entry": "the sheet of a new case brings the inputs of the editor; only an entry needs it",
        "ui.views.services.view": "the pane of a service case brings the editor; the list alone needs none",
        "ui.views.history": "the pane of kept texts; not needed before somebody asks",
        "ui.views.review": "the pane of the review; not needed before somebody reviews",
        "ui.views.requests": "the pane of a request with all its sheets; not needed before one is opened",
        "ui.views.requests.receive": "the sheet that enters a request; not needed before somebody enters one",
        "ui.views.requests.registers": "register and yearly report; not needed before somebody asks for them",
        "ui.views.items.spreadsheet": "XlsxWriter costs 60 ms; only an export needs it",
    }
)


class Unlisted(KeyError):
    """Asked to load a module late that nobody gave a reason for: a fault of the caller, never of the person."""


def load(name: str) -> ModuleType:
    """The module `name`, imported now. Raises Unlisted where REASONS does not know it."""
    if name not in REASONS:
        raise Unlisted(name)
    return import_module(name)
