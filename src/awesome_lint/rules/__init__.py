"""One module a rule, in one folder a group; `catalogue` finds them, `base` says what a rule is."""
