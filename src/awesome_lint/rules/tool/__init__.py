"""Findings about the tool's own work: its comments, and what it could not do."""
