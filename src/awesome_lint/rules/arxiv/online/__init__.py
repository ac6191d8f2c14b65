"""Rules about arXiv that ask the network."""
