"""A document → one PDF: the door to WeasyPrint."""
