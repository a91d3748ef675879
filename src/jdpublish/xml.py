"""XML that somebody has sent, read without running into its traps: the door to lxml."""
