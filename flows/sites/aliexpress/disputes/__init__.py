"""Disputes: their page, the form that opens one, and what is sent from either, in every layout."""
