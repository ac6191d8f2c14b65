"""Rules on the citations that a list offers."""
