"""Rules about links that ask the network."""
