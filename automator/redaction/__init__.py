"""A page that can be shown to a stranger: what the page objects need stays, all else is replaced.

Nothing is looked for that should go. What is not known to be needed goes: a word becomes another of
its shape, a number another of its length, and the same id becomes the same other one.
"""
