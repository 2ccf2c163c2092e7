"""Buying: carts, coupons, deliveries, checkouts, and the payment of what was ordered."""
