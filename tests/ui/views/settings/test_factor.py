"""The slips of the second factor: nothing flashes beside the window, and each page is seen whole."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from sync.client.care import FactorLine
from tests.ui.frame import cut_labels, settle, window
from ui.views.settings.factor import FactorSlip, PaperSlip
from ui.widgets.qr import QrPicture

URI = "otpauth://totp/portal:linxm?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=portal"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("on", [False, True])
def test_the_slip_takes_the_keyboard_and_opens_no_window_of_its_own(on: bool) -> None:
    with window() as made:
        before = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
        slip = FactorSlip(made, FactorLine(on, "", False, 10), "今天 9:27" if on else "")
        assert {one for one in QApplication.topLevelWidgets() if one.isVisible()} == before
        slip.open()
        settle()
        assert made.focusWidget() is slip.first_focus()
        assert cut_labels(slip) == []


@pytest.mark.usefixtures("qapp")
def test_the_slip_grows_with_the_picture_for_the_telephone() -> None:
    with window() as made:
        slip = FactorSlip(made, FactorLine(False, "", False, 0), "")
        slip.open()
        settle()
        before = slip.panel.height()
        slip.scan(URI)
        settle()
        picture = slip.findChild(QrPicture)
        assert isinstance(picture, QrPicture)
        assert picture.isVisible()
        assert slip.panel.height() > before + picture.height() // 2


@pytest.mark.usefixtures("qapp")
def test_codes_on_paper_stand_in_two_columns_and_are_read_out() -> None:
    with window() as made:
        slip = PaperSlip(made, tuple(f"code-{n}" for n in range(5)))
        slip.open()
        settle()
        read = [one.accessibleName() for one in slip.findChildren(QLabel) if one.accessibleName()]
        assert read == ["code-0 code-1 code-2", "code-3 code-4"]
