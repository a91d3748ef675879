"""The figures of an English text."""
