"""An encrypted session: a line that names its key, then the session as that key has sealed it.

Fernet, of the library `cryptography`, is AES with a signature: a file that was changed is not taken
for a session.
"""

from dataclasses import dataclass, field

_MARK = "unbuy session, encrypted with "


@dataclass(frozen=True, slots=True)
class Key:
    """A key by the name that it has in the keyring; `secret` as Fernet writes it."""

    name: str
    secret: str = field(repr=False)

    def seal(self, text: str) -> str:
        from cryptography.fernet import Fernet

        return f"{_MARK}{self.name}\n{Fernet(self.secret).encrypt(text.encode()).decode()}\n"

    def unseal(self, sealed: str) -> str | None:
        """What was sealed; None where this key, or what it is to open, is not as it was then."""
        from cryptography.fernet import Fernet, InvalidToken

        token = sealed.partition("\n")[2].strip()
        try:
            return Fernet(self.secret).decrypt(token).decode()
        except (InvalidToken, ValueError):
            return None


def key_named_in(text: str) -> str | None:
    """Which key has sealed it; None: none has."""
    first_line = text.partition("\n")[0]
    return first_line.removeprefix(_MARK) if first_line.startswith(_MARK) else None
