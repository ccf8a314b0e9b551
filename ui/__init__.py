"""The desk's face: presenters without Qt, and the widgets that obey them."""
