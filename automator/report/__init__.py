"""Pages for people: what was seen and done, with pictures."""
