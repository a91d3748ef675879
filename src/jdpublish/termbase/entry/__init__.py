"""What an entry says: its fields, their values, and how entries and forms are named."""
