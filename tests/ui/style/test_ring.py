"""The ring goes around what holds the keyboard and leaves it as it is."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ui.style.look import Look
from ui.style.ring import draw_ring


@pytest.mark.usefixtures("qapp")
def test_a_ring_never_paints_over_what_it_goes_around() -> None:
    look, image = Look("light", 100), QImage(100, 40, QImage.Format.Format_RGB32)
    image.fill(look.colour("text"))
    painter = QPainter(image)
    painter.setBrush(look.colour("surface"))
    draw_ring(painter, look, QRectF(image.rect()), inner="on_primary")
    painter.end()
    assert image.pixelColor(50, 20) == look.colour("text")
    assert image.pixelColor(50, 1) == look.colour("focus")
