"""Passwords are kept as salted scrypt hashes, cheap ones: nobody attacks a practice shop."""

import hashlib
import hmac

_COST = 2**10


def hash_password(password: str, salt: str) -> str:
    digest = hashlib.scrypt(password.encode(), salt=salt.encode(), n=_COST, r=8, p=1)
    return f"{salt}${digest.hex()}"


def is_password(password: str, kept: str) -> bool:
    salt, _, _ = kept.partition("$")
    return hmac.compare_digest(hash_password(password, salt).encode(), kept.encode())
