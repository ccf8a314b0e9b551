"""The text: semantic HTML in and out of a QTextDocument, and everything one does to it while writing."""
