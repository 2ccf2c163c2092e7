"""Frozen values and total functions; no browser and no clock (time is a parameter)."""
