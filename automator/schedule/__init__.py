"""Running again and again: the own loop, the same for systemd and cron, and whether it does."""
