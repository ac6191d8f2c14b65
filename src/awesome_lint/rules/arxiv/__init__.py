"""Rules on arXiv ids and their addresses."""
