"""The shop's buyers."""

from dataclasses import dataclass


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
