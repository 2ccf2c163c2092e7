"""A practice shop that another team could have written, with a clock, sellers and faults."""
