"""Settings: the environment's `UNBUY_*`, then `config.toml` in the home folder, then defaults.

Options of the command line come before all of them, and in the file an account's table comes
before the top level.
"""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, InitSettingsSource, SettingsConfigDict

from automator.config_file import ConfigFile, read_config_file
from automator.home import Home, default_home
from automator.notify_settings import ChannelSettings, channels_in
from automator.setting_rules import (
    account_name,
    clock_address,
    existing_file,
    full_path,
    is_account_name,
    ledger_address,
    no_switch,
    secret_in,
    shop_address,
)
from automator.setting_sources import (
    DEFAULT_ACCOUNT,
    PREFIX,
    Source,
    account_source,
    environment_source,
    file_source,
    first_value,
    options_source,
    with_one_password,
)
from automator.toml_file import TomlFile, TomlFileError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class SettingsError(Exception):
    """Settings are wrong; the message has one line for each of them, with its place."""


class Settings(BaseSettings):
    """What the user chose. A field's description says in an error what was expected of it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    home: Annotated[Path, AfterValidator(full_path)] = Field(
        default_factory=default_home, description="a folder's path"
    )
    shop_url: Annotated[str, AfterValidator(shop_address)] = Field(
        "https://www.aliexpress.com",
        description="an https address without a password in it (http on this machine only)",
    )
    account: Annotated[str, AfterValidator(account_name)] = Field(
        DEFAULT_ACCOUNT,
        description="letters, digits, '-', '_' and '.', beginning with a letter or digit",
    )
    username: str | None = Field(None, description="a text")
    password_file: Annotated[Path, AfterValidator(full_path)] | None = Field(
        None, description="a file's path"
    )
    password: SecretStr | None = Field(None, description="a text")
    encrypt_session: bool = Field(default=False, description="true or false")
    headed: bool = Field(default=False, description="true or false")
    slow_mo: Annotated[int, BeforeValidator(no_switch)] = Field(
        0, ge=0, le=60_000, description="whole milliseconds from 0 to 60000"
    )
    clock_url: Annotated[str, AfterValidator(clock_address)] | None = Field(
        None, description="an address on this machine, as http://127.0.0.1:8000"
    )
    ledger_url: Annotated[str, AfterValidator(ledger_address)] = Field(
        default_factory=lambda known: f"sqlite:///{Home(known['home']).ledger.as_posix()}",
        description="sqlite:///PATH or postgresql://HOST/NAME",
        repr=False,
    )
    timeout_s: Annotated[float, BeforeValidator(no_switch)] = Field(
        15.0, gt=0, le=3600, allow_inf_nan=False, description="seconds above 0, up to 3600"
    )
    hand_over_s: Annotated[float, BeforeValidator(no_switch)] | None = Field(
        None, ge=0, le=86_400, allow_inf_nan=False, description="seconds from 0 to 86400"
    )
    evidence_max_mb: Annotated[int, BeforeValidator(no_switch)] = Field(
        500, ge=0, le=1_000_000, description="whole megabytes from 0 to 1000000"
    )
    evidence_max_days: Annotated[int, BeforeValidator(no_switch)] = Field(
        90, ge=0, le=36_500, description="whole days from 0 to 36500"
    )
    # A person who is in a hurry opens about ten pages a minute, and reads none of them.
    max_page_loads_per_sweep: Annotated[int, BeforeValidator(no_switch)] = Field(
        200, ge=50, le=100_000, description="a whole number from 50 to 100000"
    )
    max_page_loads_per_hour: Annotated[int, BeforeValidator(no_switch)] = Field(
        600, ge=50, le=100_000, description="a whole number from 50 to 100000"
    )
    browser_path: Annotated[Path, AfterValidator(full_path)] | None = Field(
        None, description="a browser's path"
    )

    overrides: Annotated[Path, AfterValidator(existing_file)] | None = Field(
        None, description="a file's path"
    )

    # Of the file alone, and checked apart: a list of tables is no single value.
    channels: tuple[ChannelSettings, ...] = Field((), init=False, repr=False)

    @field_validator("password", mode="before")
    @classmethod
    def _from_one_place(cls, password: Any, known: ValidationInfo) -> Any:
        file = known.data.get("password_file")
        if password is not None and file is not None:
            raise ValueError("stands beside a password_file; keep one of the two")
        if file is not None:
            password = secret_in(file)
        if password is not None and known.data.get("username") is None:
            raise ValueError("needs a username with it; set UNBUY_USERNAME too")
        return password

    @property
    def buyer(self) -> str | None:
        """Who signs in and where, whatever name the account has here; None: not known."""
        return f"{self.username.strip().casefold()} {self.shop_url}" if self.username else None

    @property
    def secrets(self) -> frozenset[str]:
        """What must never be shown or logged."""
        password = self.password.get_secret_value() if self.password else None
        addresses = (channel.url for channel in self.channels)
        return frozenset(filter(None, (password, urlsplit(self.ledger_url).password, *addresses)))


def load_settings(
    options: Mapping[str, Any] | None = None, env: Mapping[str, str] = os.environ
) -> Settings:
    """Put the settings together; an option that is None was not given.

    Raises SettingsError with everything that is wrong.
    """
    given, home = _given(options, env)
    try:
        file = read_config_file(home.config)
    except TomlFileError as error:
        raise SettingsError(str(error)) from error
    account, top = _in_file(file, given)
    tables = [account_source(file, name) for name in file.accounts]
    unknown = [line for source in (*given, top, *tables) for line in source.unknown_keys()]
    channels, wrong = channels_in(file.file, env)
    problems = [*unknown, *_misnamed_accounts(file), *wrong]
    settings = _validated(with_one_password([*given, account, top]), problems)
    return settings.model_copy(update={"channels": tuple(channels)})


def settings_in_spite(
    options: Mapping[str, Any] | None = None, env: Mapping[str, str] = os.environ
) -> tuple[Settings, str]:
    """The settings, and what is wrong with them; a value that is wrong is as if it were not given.

    For looking at what else is wrong, and for nothing that opens the shop.
    """
    try:
        return load_settings(options, env), ""
    except SettingsError as error:
        wrong = str(error)
    given, home = _given(options, env)
    file = ConfigFile(TomlFile(home.config))
    with suppress(TomlFileError):
        file = read_config_file(home.config)
    sources = with_one_password([*given, *_in_file(file, given)])
    values = {key: it for source in reversed(sources) for key, it in source.known_values().items()}
    channels, _ = channels_in(file.file, env)
    return _of_what_is_right(values).model_copy(update={"channels": tuple(channels)}), wrong


def _given(options: Mapping[str, Any] | None, env: Mapping[str, str]) -> tuple[list[Source], Home]:
    """What options and environment say, and the home folder by that."""
    given = [options_source(options or {}, _known()), environment_source(env, _known())]
    return given, Home(full_path(Path(first_value("home", given, None) or default_home())))


def _in_file(file: ConfigFile, given: Sequence[Source]) -> tuple[Source, Source]:
    """What the file says: in the table of the account in use, and at its top."""
    top = file_source(file, _known())
    return account_source(file, first_value("account", [*given, top], DEFAULT_ACCOUNT)), top


def _known() -> frozenset[str]:
    return frozenset(Settings.model_fields) - {"channels"}


def _of_what_is_right(values: dict[str, Any]) -> Settings:
    while True:
        try:
            return Settings(_build_sources=((InitSettingsSource(Settings, values),), {}))
        except ValidationError as error:
            wrong = {detail["loc"][0] for detail in error.errors()}
            if not wrong & values.keys():  # a file's password: it goes with the file's name
                wrong |= {"password", "password_file"}
            values = {key: it for key, it in values.items() if key not in wrong}


def _validated(sources: Sequence[Source], problems: list[str]) -> Settings:
    layers = tuple(InitSettingsSource(Settings, source.known_values()) for source in sources)
    try:
        settings = Settings(_build_sources=(layers, {}))
    except ValidationError as error:
        problems = problems + _complaints(error, sources)
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _misnamed_accounts(file: ConfigFile) -> list[str]:
    expected = Settings.model_fields["account"].description
    return [
        f"{file.path}: an account is called {name!r}, but must be {expected}"
        for name in file.accounts
        if not is_account_name(name)
    ]


def _complaints(error: ValidationError, sources: Sequence[Source]) -> list[str]:
    return [
        _complaint(detail, sources)
        for detail in error.errors()
        if detail["type"] != "default_factory_not_called"  # follows from another one
    ]


def _complaint(detail: "ErrorDetails", sources: Sequence[Source]) -> str:
    [key] = detail["loc"]
    if key == "password" and not _givers("password", sources):
        key = "password_file"  # where the password was read from
    place = _givers(str(key), sources)[0].place(str(key))
    reason = str(detail.get("ctx", {}).get("error", ""))
    if reason:
        return f"{place} {reason}"
    expected = Settings.model_fields[str(key)].description
    return f"{place} is {_shown(str(key), detail['input'])}, but must be {expected}"


def _givers(key: str, sources: Sequence[Source]) -> list[Source]:
    return [source for source in sources if key in source.known_values()]


def _shown(key: str, value: object) -> str:
    """Show a wrong value, without a password that it is or may have before an '@'."""
    return "something else" if key == "password" else re.sub(r"[^'\"]*@", "***@", repr(value))
