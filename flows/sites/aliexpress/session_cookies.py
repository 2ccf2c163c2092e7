"""Which of the shop's cookies make a session; the others may come and go."""

# Source: what public tools keep of a sign-in. `x_aer_token` is the Russian site's.
SESSION_COOKIES = frozenset({"xman_t", "x_aer_token"})
