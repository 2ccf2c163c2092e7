"""What stands in `fixtures/pages/`: which pages they are, and how they are recorded anew."""
