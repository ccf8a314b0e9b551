"""Imported ahead of everything else of the window, so that no later import has its source read.

PySide reads the source of every module that is imported after it, to see whether it may ask for `__feature__`. None
here does, and a start spent one twelfth of its time on that."""

import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - what it brings is changed here

_HOOK = "_mod_uses_pyside"


def _never(_module: ModuleType) -> bool:
    return False


def _spare() -> bool:
    feature = sys.modules.get("shibokensupport.feature")
    if feature is None or not hasattr(feature, _HOOK):
        return False
    vars(feature)[_HOOK] = _never
    return True


SPARED = _spare()
"""Whether this PySide could be told; another one costs time and nothing else."""
