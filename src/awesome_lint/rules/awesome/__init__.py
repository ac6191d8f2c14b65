"""The guidelines of sindresorhus/awesome."""
