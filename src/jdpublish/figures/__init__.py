"""Figures: read from Chinese and from English, compared by what they are worth."""
