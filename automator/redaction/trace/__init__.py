"""A Playwright trace without secrets, or fit for strangers, that its viewer still opens.

What is not known to be harmless goes: events, fields, headers and files are kept by name.
"""
