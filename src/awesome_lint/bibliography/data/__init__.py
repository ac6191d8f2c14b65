"""What the rooms know of the world, as data."""
