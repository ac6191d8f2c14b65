"""Rules on arXiv ids, URLs and dates."""
