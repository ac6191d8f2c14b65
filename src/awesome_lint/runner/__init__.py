"""What a run does with its files: finds them, reads and lints or fixes them, and keeps the new findings."""
