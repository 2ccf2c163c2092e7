"""When to look again, one sweep over what is followed, and following until nothing is left."""
