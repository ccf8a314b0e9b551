"""为什么是这一天: the slip that explains a last day, over whatever pane it was asked in."""

from ui.views.why.sheet import WhySheet, open_why

__all__ = ["WhySheet", "open_why"]
