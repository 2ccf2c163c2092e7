"""What lies in the home folder: settings, overrides, ledger, session, channels, the schedule."""

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from automator.clock import make_clock
from automator.doctor.check import Check, ok, problem, unchecked, warning
from automator.home import Home, HomeError
from automator.settings import Settings, SettingsError
from flows.domain.moments import minute
from flows.domain.outcomes import Outcome
from flows.errors import NeedsPerson, Unreachable

if TYPE_CHECKING:
    from automator.result import Result

_OTHERS_MAY = 0o077
_LITTLE_MB = 500
_TOO_LITTLE_MB = 50
_A_DAY_S = 86400.0


def chosen(wrong: str) -> Check:
    """The settings; `wrong` is what is wrong with them."""
    if wrong:
        to_do = "Mend each line; until then every other command refuses to begin."
        return problem("settings", wrong, to_do)
    return ok("settings", "They are as they should be.")


def home(settings: Settings) -> Check:
    place = Home(settings.home)
    try:
        place.prepare()
    except HomeError as error:
        return problem("home", f"{error}.")
    free_mb = shutil.disk_usage(place.path).free // 1_000_000
    if free_mb < _TOO_LITTLE_MB:
        told = f"Only {free_mb} MB are free at {place.path}."
        return problem("home", told, "Make room: what is sent must be written down.")
    if free_mb < _LITTLE_MB:
        return warning("home", f"Only {free_mb} MB are free at {place.path}.", "Make room.")
    if place.path.stat().st_mode & _OTHERS_MAY:
        to_do = f"chmod 700 {place.path}, if nothing else needs it."
        return warning("home", f"Others may look into {place.path} itself.", to_do)
    return ok("home", f"{place.path} is yours alone; {free_mb / 1000:,.1f} GB are free.")


def overrides(settings: Settings) -> Check:
    from automator.overrides import read_overrides

    try:
        tables = read_overrides(settings)
    except SettingsError as error:
        to_do = "Mend each line, or put the file aside."
        return problem("overrides", str(error), to_do)
    if tables is None:
        return ok("overrides", "Nothing is said beside the tables that come with unbuy.")
    parts = [*tables.selectors, *tables.words]
    return ok("overrides", f"In use, for {', '.join(parts)}.")


def ledger(settings: Settings) -> Check:
    from automator.ledger.open import ledger_file
    from automator.ledger.trouble import LedgerError, LedgerHeld
    from automator.ledger_care import check_ledger

    try:
        file = ledger_file(settings.ledger_url)
        if file and not file.exists():
            return ok("ledger", f"Not begun yet; it will be {file}.")
        checked = check_ledger(settings)
    except LedgerHeld as held:
        return problem("ledger", str(held), "", Outcome.BUSY)
    except LedgerError as error:
        return problem("ledger", str(error))
    faults, notes = checked.more["ledger"]["faults"], checked.more["ledger"]["notes"]
    if faults:
        return problem("ledger", " ".join(faults), checked.message, Outcome.FAILED)
    if notes:
        return warning("ledger", checked.message, "`unbuy ledger check` tells them.")
    return ok("ledger", checked.message)


def session(settings: Settings) -> Check:
    from automator.browser.kept import kept_since, kept_until
    from automator.browser.session_file import Whose
    from automator.wiring import credentials, kept_session

    file = kept_session(settings, settings.account)
    try:
        file.check(Whose(settings.shop_url, settings.username))
        file.look_for_keyring()
        kept = file.read()
    except (HomeError, SettingsError) as error:
        return problem("session", str(error))
    except NeedsPerson as error:
        return problem("session", str(error), "", error.outcome)
    has_password = credentials(settings) is not None
    if kept is None:
        return _without_session(settings, is_damaged=file.is_damaged, has_password=has_password)
    since = kept_since(kept)
    encrypted = ", encrypted" if file.is_encrypted else ""
    told = f"Kept{f' since {minute(since)}' if since else ''}{encrypted}."
    if has_password or (ends := kept_until(kept)) is None:
        return ok("session", f"{told} Whether the shop still takes it, --live tells.")
    if ends - now(settings) < timedelta(days=2):
        to_do = "Sign in again: `unbuy sign-in --by-hand`."
        return warning("session", f"{told} It ends {minute(ends)}.", to_do)
    return ok("session", f"{told} It ends {minute(ends)}.")


def _without_session(settings: Settings, *, is_damaged: bool, has_password: bool) -> Check:
    what = "What is kept is damaged" if is_damaged else "None is kept"
    if has_password:
        told = f"{what}; the next run signs in with the credentials."
        return warning("session", told) if is_damaged else ok("session", told)
    told = f"{what} for the account {settings.account!r}, and there are no credentials."
    to_do = "Sign in once: `unbuy sign-in --by-hand`."
    return problem("session", told, to_do, Outcome.NEEDS_PERSON)


def channels(settings: Settings) -> Check:
    """Whether each is written well; nothing is sent."""
    from automator.notify.channels import problem_with

    if not settings.channels:
        told = "None is configured: trouble of runs that nobody watches stays in the ledger."
        return warning("channels", told, "Add a [[notify]] table to config.toml.")
    wrong = [text for text in map(problem_with, settings.channels) if text]
    if wrong:
        return problem("channels", f"{'; '.join(wrong)}.", "Compare its url with apprise's.")
    names = ", ".join(channel.name for channel in settings.channels)
    return ok("channels", f"Written well: {names}. `unbuy notify test` sends a sample.")


def schedule(settings: Settings) -> Check:
    """The heartbeat of runs that nobody watches, if there were any."""
    from automator.ledger.open import ledger_file
    from automator.schedule.status import schedule_status

    file = ledger_file(settings.ledger_url)
    if file and not file.exists():
        return ok("schedule", "Nothing has run yet.")
    try:
        status = schedule_status(settings, _A_DAY_S)
    except Unreachable as error:
        return unchecked("schedule", str(error))
    if not status.more["schedule"]["last_run"]:
        return ok("schedule", "No run without somebody watching yet.")
    if status.outcome is Outcome.DONE:
        return ok("schedule", f"{_last_success(status)} Nothing is open.")
    to_do = "`unbuy schedule status` tells more."
    return problem("schedule", status.message, to_do, Outcome.NEEDS_PERSON)


def _last_success(status: "Result") -> str:
    at = datetime.fromisoformat(status.more["schedule"]["last_success"])
    return f"A run got through {minute(at)}."


def now(settings: Settings) -> datetime:
    """The configured clock's time, or the system's where that gives none."""
    try:
        return make_clock(settings.clock_url).now()
    except Unreachable:
        return datetime.now(UTC)
