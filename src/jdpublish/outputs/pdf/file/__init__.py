"""What a PDF says of itself, and the files it carries."""
