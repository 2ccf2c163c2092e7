"""What a buyer can do in the shop, and when: its words, its pages, the journeys through them."""
