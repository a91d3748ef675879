"""The glossary as something that people keep: looked up, exchanged, merged, compared with texts."""
