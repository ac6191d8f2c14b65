"""What several rules share, computed once per document."""
