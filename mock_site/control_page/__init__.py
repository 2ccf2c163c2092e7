"""The page where a person plays seller, platform and trouble-maker."""
