"""Tests of the checks in text and attachments."""
