"""What a PDF tells a screen reader."""
