"""What finished pages still need."""
