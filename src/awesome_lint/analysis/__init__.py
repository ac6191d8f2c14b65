"""Data that several rules use, computed once per document."""
