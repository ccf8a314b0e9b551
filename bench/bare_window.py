"""The floor of every start: imports the customer's packages, draws one icon in a window, and says so."""

import sys

import keyring
import qtawesome
import requests
import sqlalchemy
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel


def main() -> int:
    application = QApplication(sys.argv)
    label = QLabel()
    label.setPixmap(qtawesome.icon("mdi6.file-document-outline").pixmap(24, 24))
    label.resize(1366, 768)
    label.show()

    def tell() -> None:
        used = (keyring.__name__, requests.__version__, sqlalchemy.__version__)
        print("ready", *used, flush=True)
        application.quit()

    # A zero timer fires once the events before it, the first paint among them, are done.
    QTimer.singleShot(0, tell)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
