"""Forms of terms compared: folded, read in pinyin, and found to be nearly the same."""
