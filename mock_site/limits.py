"""How long things take in this shop; articles and captures disagree, so each is one number here."""

from datetime import timedelta

TO_PAY = timedelta(days=20)  # articles on the older shop; newer: 1 week, or 6 h for flash deals
TO_VERIFY = timedelta(hours=24)  # seller interface: RISK_CONTROL takes about 24 h
TO_SHIP = timedelta(days=7)  # guides: about 7 business days
TO_SHIP_AFTER_DECLINING = timedelta(days=1)  # a guess: what a seller has at least, having said no
TO_ANSWER = timedelta(hours=48)  # guides: 48 h since March 2020; then it closes for the buyer
TO_ACCEPT = timedelta(days=60)  # articles: up to 60 days of buyer protection
EXTENSION_ASKED_BEFORE = timedelta(days=1)  # a guess: it leaves the buyer a day to agree
