"""One run's evidence as one file that can be sent to a stranger.

It is the run's trace, so that Playwright's viewer opens it, with the other files beside it. All is
redacted as recorded pages are: what is not known to be harmless is replaced or left out.
"""
