"""The tour: the main story and every other step of an item, played by real windows against a real portal."""
