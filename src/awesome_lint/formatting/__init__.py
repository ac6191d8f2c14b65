"""Canonical form: entries rewritten in the style of their list."""
