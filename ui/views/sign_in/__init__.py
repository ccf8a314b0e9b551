"""登录: at the left the real door, at the right the people of the trial."""

from ui.views.sign_in.view import SignInView

__all__ = ["SignInView"]
