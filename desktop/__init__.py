"""The desk as a program: window, tray, sign-in, command line. Python searches little for garbage from the first import
on: of a start's half second of imports its own habit takes a tenth."""

from ui.calm import keep_calm

keep_calm()
