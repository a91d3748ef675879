"""Translations: what was accepted of them, and what has changed in the Chinese since."""
