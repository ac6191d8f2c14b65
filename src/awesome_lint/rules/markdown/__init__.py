"""Rules about Markdown that does not render as it was meant."""
