"""Rules about links and their URLs."""
