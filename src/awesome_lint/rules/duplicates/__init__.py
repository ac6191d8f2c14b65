"""Rules on works that stand more than once."""
