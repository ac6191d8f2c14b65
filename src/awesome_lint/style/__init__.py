"""The list style: what most entries share or the configuration sets, and what differs from it."""
