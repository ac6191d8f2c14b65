"""Rules on the fields of entries."""
