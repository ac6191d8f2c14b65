"""The click commands and the terminal, nothing else. No other package imports this one."""
