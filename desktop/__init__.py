"""The Qt client's outside: composing, window, tray, sign-in and command line."""
