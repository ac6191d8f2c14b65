"""Guidelines of sindresorhus/awesome that ask the network."""
