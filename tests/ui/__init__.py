"""Tests of presenters and widgets."""
