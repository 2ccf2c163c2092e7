"""`unbuy bundle`: what a run kept, as one file that can be sent to a stranger."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import BadZipFile

from automator.bundle.files import ForStrangers
from automator.bundle.pack import pack
from automator.bundle.private import Private, add_seen, add_session, read_json
from automator.home import Home, write_new
from automator.overrides import read_overrides
from automator.redaction.needed import Needed
from automator.result import Result
from automator.settings import Settings
from automator.wiring import account_ledger, result_of
from flows.errors import Refused
from flows.sites.aliexpress.tables import OURS


def bundle_run(settings: Settings, folder: Path, file: Path | None) -> Result:
    """Write it to a new file, in `reports/` where none is named; opens no browser."""
    tables = read_overrides(settings) or OURS
    greeting = re.findall(r"\.([\w-]+)", Needed(tables).greeting)
    private = _known_of_the_buyer(settings, folder, greeting)
    host = urlsplit(settings.shop_url).netloc
    try:
        bundle = pack(folder, ForStrangers(tables, host, private.never_kept), private)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise Refused(f"{folder} can't be read as the evidence of a run ({error}).") from error
    target = file or Home(settings.home).reports / f"{folder.name}.zip"
    write_new(target, bundle.content)
    told = {
        "file": str(target),
        "members": list(bundle.members),
        "left_out": list(bundle.left_out),
        "trace": bundle.has_trace,
    }
    opens = " Playwright's trace viewer opens it." if bundle.opens else ""
    message = (
        f"{target} can be sent to a stranger: no password, cookie, name, address, telephone number"
        f" or order id is in it. {len(bundle.left_out)} picture(s) and other file(s) were left"
        f" out.{opens}"
    )
    return result_of(settings, "bundle", message, at=datetime.now(UTC), more={"bundle": told})


def _known_of_the_buyer(settings: Settings, folder: Path, greeting: Sequence[str]) -> Private:
    private = Private()
    private.add("a password", settings.secrets)
    if settings.username:
        private.add("the user's name", [settings.username])
        private.add_name("the user's name", settings.username.partition("@")[0])
    for file in Home(settings.home).sessions.glob("*.json"):
        add_session(private, read_json(file))
    for order in account_ledger(settings).orders():
        private.add("an order's id", [order.id])
        private.add("a seller's name", [order.seller])
    add_seen(private, folder, greeting)
    return private
