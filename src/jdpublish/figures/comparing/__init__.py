"""Figures of two languages, compared by what they are worth."""
