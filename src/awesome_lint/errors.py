"""The base of all errors that a caller can expect."""

from __future__ import annotations


class AwesomeLintError(Exception):
    """A text, a file or a configuration cannot be used. The message is for people."""
