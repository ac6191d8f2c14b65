"""Rules about links and the addresses that they lead to."""
