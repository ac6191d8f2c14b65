"""Rules on works and links that occur more than once."""
