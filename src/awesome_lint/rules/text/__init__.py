"""Rules about characters, whitespace and lines."""
