"""What every test stands on: Qt without a screen, set before anything imports it."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
