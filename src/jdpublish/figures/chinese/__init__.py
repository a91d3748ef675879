"""The figures of a Chinese text, Simplified or Traditional."""
