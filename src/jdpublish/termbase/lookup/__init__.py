"""Entries found: by a name, by words, by what they are; and all that is known of one."""
