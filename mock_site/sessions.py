"""Who is signed in: server-side sessions behind an HttpOnly cookie, as in the real shop."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

SESSION_COOKIE = "xman_t"
MARKER_COOKIE = "xman_us_t"
"""Readable by scripts and worth nothing to a thief: it only says that somebody is signed in."""

LIFETIME = timedelta(days=60)
"""The real shop's sessions last 30 to 90 days."""

MOST_SESSIONS = 10_000


@dataclass
class Session:
    """One browser's visit; `username` is None for a guest."""

    token: str
    csrf: str
    ends_at: datetime
    username: str | None = None
    awaits_code: str | None = None
    """The account whose password was right and whose e-mail code is still missing."""
    walled: bool = False
    """Nothing is shown until a person has moved the slider."""


class Sessions:
    """The sessions of one world; a new world starts without any."""

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()
        self._begun = 0
        self._by_token: dict[str, Session] = {}

    def find(self, token: str | None, now: datetime) -> Session | None:
        session = self._by_token.get(token or "")
        if session is None or session.ends_at > now:
            return session
        self.end(session)
        return None

    def begin(self, now: datetime, username: str | None = None) -> Session:
        """A new session with a token of its own: no guest's token ever becomes a buyer's."""
        self._begun += 1
        session = Session(secrets.token_urlsafe(24), self._csrf(), now + LIFETIME, username)
        self._by_token[session.token] = session
        if len(self._by_token) > MOST_SESSIONS:
            self._by_token.pop(next(iter(self._by_token)))
        return session

    def end(self, session: Session) -> None:
        self._by_token.pop(session.token, None)

    def _csrf(self) -> str:
        # It stands in every page, and the same seed has to give the same pages, byte for byte:
        # so it is drawn from the seed. The session's own token is left to chance.
        return blake2b(f"csrf {self._begun}".encode(), key=self._seed, digest_size=16).hexdigest()


def same_csrf(session: Session, given: str) -> bool:
    return secrets.compare_digest(session.csrf.encode(), given.encode())
