"""The truth about what we did and saw, committed before and after every step that counts."""
