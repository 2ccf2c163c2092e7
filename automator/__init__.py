"""How it is done unattended, once, and told: settings, sessions, ledger, watch, command line."""
