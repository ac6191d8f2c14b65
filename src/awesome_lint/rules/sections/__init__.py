"""Rules on sections, headings and tables of contents."""
