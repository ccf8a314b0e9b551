"""A notice is shown as it will be printed, and nothing that stands in it is fetched from anywhere."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.style.look import Look
from ui.views.requests.paper import PaperView, WholePaper

KINDS = (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource)


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this computer, and the paths that it was asked for."""
    paths: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join(10)


@pytest.mark.parametrize("made", [PaperView, WholePaper])
def test_no_image_and_no_style_is_loaded(
    qtbot: QtBot, tmp_path: Path, asked: tuple[str, list[str]], made: type[PaperView]
) -> None:
    picture = tmp_path / "local.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    assert image.save(str(picture))
    address, paths = asked
    view = made(Look("light"), "告知书")
    qtbot.addWidget(view)
    addresses = [
        f"{address}/pixel.png", QUrl.fromLocalFile(str(picture)).toString(), str(picture), f"blob:{'a' * 64}",
        "data:image/png;base64,iVBORw0KGgo=", "//server/share/x.png", "qrc:/x.png",
    ]  # fmt: skip
    for each in addresses:
        for kind in KINDS:
            assert view.loadResource(kind.value, QUrl(each)) is None
            assert view.loadResource(kind.value, each) is None
    images = "".join(f'<img src="{each}">' for each in addresses)
    view.put(f'<link rel="stylesheet" href="{address}/style.css">{images}<p background="{address}/ground.png">正文</p>')
    view.resize(400, 300)
    view.show()
    view.grab()
    QApplication.processEvents()
    assert paths == []
    for each in addresses:
        found = view.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(each))
        assert not isinstance(found, QImage) or found.isNull()
