"""Tests of the played district."""
