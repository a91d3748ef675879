"""Glossary files in which entries are added or changed; all else in them stays, byte for byte."""

from jdpublish.termbase.changing.as_text import entry_text, with_entry_text
from jdpublish.termbase.changing.fieldwise import with_changes

__all__ = ["entry_text", "with_changes", "with_entry_text"]
