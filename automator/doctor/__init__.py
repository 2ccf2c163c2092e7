"""`doctor`: what a run rests on, each thing looked at by itself, so that none hides another."""
