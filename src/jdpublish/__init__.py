"""Publish an official Chinese report in several languages, as web pages and as PDF."""

__version__ = "0.1.0"
