"""awesome-lint: reads a README as the list that it is, finds what is wrong or out of form, and mends it."""

__version__ = "0.1.0"
