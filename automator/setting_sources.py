"""Where settings come from, in order: options, the environment, `config.toml`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from automator.config_file import ConfigFile

PREFIX = "UNBUY_"
DEFAULT_ACCOUNT = "default"
_ACCOUNT_KEYS = frozenset({"username", "password", "password_file", "shop_url"})
_PASSWORD_KEYS = frozenset({"password", "password_file"})


@dataclass(frozen=True)
class Source:
    """Values by the name of their setting; one source goes before those after it."""

    values: Mapping[str, Any]
    known: frozenset[str]
    spell: Callable[[str], str]
    place: Callable[[str], str]

    def known_values(self) -> dict[str, Any]:
        return {key: value for key, value in self.values.items() if key in self.known}

    def unknown_keys(self) -> Iterator[str]:
        """Yield a sentence for each key that is no setting."""
        for key in sorted(self.values.keys() - self.known):
            [nearest] = get_close_matches(key, sorted(self.known), n=1, cutoff=0)
            yield f"{self.place(key)} is unknown; the nearest known one is {self.spell(nearest)}"


def options_source(options: Mapping[str, Any], known: frozenset[str]) -> Source:
    """Take the command line's options; None means not given."""
    given = {key: value for key, value in options.items() if value is not None}
    return Source(given, known, _as_option, _as_option)


def environment_source(env: Mapping[str, str], known: frozenset[str]) -> Source:
    """Take the variables `UNBUY_*`; an empty one counts as not set.

    But for the shop's address: where a script meant to name a shop, the real one is no default.
    """
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in env.items()
        if name.startswith(PREFIX) and (value or name == f"{PREFIX}SHOP_URL")
    }
    return Source(given, known, _as_variable, _as_variable)


def file_source(file: ConfigFile, known: frozenset[str]) -> Source:
    """Take the file's top level; the home folder that it lies in can't be set there."""
    return Source(file.top, known - {"home"}, str, file.place)


def account_source(file: ConfigFile, account: str) -> Source:
    """Take one account's table of the file, which is empty if there is none."""
    return Source(
        file.accounts.get(account, {}), _ACCOUNT_KEYS, str, lambda key: file.place(key, account)
    )


def first_value(key: str, sources: Sequence[Source], default: Any) -> Any:
    return next((source.values[key] for source in sources if key in source.values), default)


def with_one_password(sources: Sequence[Source]) -> list[Source]:
    """Keep the first source's password or password file: a file further down must not join it."""
    kept: list[Source] = []
    for source in sources:
        seen = any(_PASSWORD_KEYS & earlier.values.keys() for earlier in kept)
        known = source.known - _PASSWORD_KEYS if seen else source.known
        kept.append(Source(source.values, known, source.spell, source.place))
    return kept


def _as_option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _as_variable(key: str) -> str:
    return f"{PREFIX}{key.upper()}"
