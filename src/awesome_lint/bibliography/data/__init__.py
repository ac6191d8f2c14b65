"""Tables of facts on venues, hosts and words."""
