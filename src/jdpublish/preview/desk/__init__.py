"""What pages ask for beside themselves, by subject."""
