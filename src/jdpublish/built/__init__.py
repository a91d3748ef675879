"""Finished files, read back: the words of every block, and where on a page they are."""
