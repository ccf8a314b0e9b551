"""Colours, letters, measures and icons, all read from resources/style and rebuilt when the theme changes."""
