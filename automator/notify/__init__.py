"""Notices: one message per incident, silence while it lasts, the all-clear when it is over."""
