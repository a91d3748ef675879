"""Paragraphs → flush lines, in the place of WeasyPrint’s own."""
