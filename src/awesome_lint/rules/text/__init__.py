"""Rules about characters, blanks and lines: the text before it is read as Markdown."""
