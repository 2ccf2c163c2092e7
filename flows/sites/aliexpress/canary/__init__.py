"""A walk through the shop's pages that looks for all that the journeys need, and sends nothing."""
