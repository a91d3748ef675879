"""What was computed is kept as long as what it was made of stays the very same."""
