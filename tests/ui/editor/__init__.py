"""Tests of the text: documents, marks, saving."""
