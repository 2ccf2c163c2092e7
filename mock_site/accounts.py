"""The shop's buyers."""

from dataclasses import dataclass

from mock_site.currencies import DOLLARS


@dataclass(frozen=True, slots=True)
class Account:
    """A buyer; the plain password is told by the control interface only."""

    username: str
    password: str
    password_hash: str
    first_name: str
    language: str
    persona: str
    code: str
    currency: str = DOLLARS


class UnknownAccount(LookupError):
    """The shop has no account of this name."""

    def __init__(self, username: str) -> None:
        super().__init__(f"There is no account {username}.")
