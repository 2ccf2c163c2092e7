"""The user's own file about the shop's pages, `overrides.toml`, read before anything is opened."""

from typing import TYPE_CHECKING

from automator.home import Home
from automator.settings import Settings, SettingsError
from automator.toml_file import TomlFile, TomlFileError, read_toml

if TYPE_CHECKING:
    from flows.sites.aliexpress.tables import Tables


def read_overrides(settings: Settings) -> "Tables | None":
    """Our tables with what the file says; None where it says nothing.

    Raises SettingsError with everything that is wrong.
    """
    try:
        file = read_toml(settings.overrides or Home(settings.home).overrides)
    except TomlFileError as error:
        raise SettingsError(str(error)) from error
    return _tables(file) if file.content else None


def _tables(file: TomlFile) -> "Tables":
    from flows.sites.aliexpress.overrides import WrongOverrides, overridden

    try:
        return overridden(file.content)
    except WrongOverrides as wrong:
        lines = [f"{file.where(*it.keys)}: {'.'.join(it.keys)} {it.what}" for it in wrong.mistakes]
        raise SettingsError("\n".join(lines)) from wrong
