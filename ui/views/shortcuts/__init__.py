"""F1: every key that works here, from the same commands that the keys are bound from."""

from ui.views.shortcuts.keys import key_words
from ui.views.shortcuts.sheet import ShortcutSheet

__all__ = ["ShortcutSheet", "key_words"]
