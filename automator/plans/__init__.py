"""Plans: rules in a file, run unattended. What is done is decided here, and nothing is opened."""
