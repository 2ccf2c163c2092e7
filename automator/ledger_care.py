"""Looking after the ledger: is it whole, take it along, keep a copy. No browser is opened."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from automator.home import write_new
from automator.result import Result
from automator.settings import Settings
from automator.wiring import account_ledger, prepared_home, result_of
from flows.domain.outcomes import Outcome

if TYPE_CHECKING:
    from automator.ledger.check import Findings


def check_ledger(settings: Settings) -> Result:
    """Sentences on all that is wrong, and on what somebody may have to see to."""
    from automator.ledger.check import Findings, check, counts
    from automator.ledger.open import open_ledger
    from automator.ledger.schema import REVISION
    from automator.ledger.sqlite_file import faults_of_file

    prepared_home(settings)
    engine = open_ledger(settings.ledger_url)
    with engine.connect() as connection:
        faults = faults_of_file(connection) if engine.dialect.name == "sqlite" else []
        # What is damaged can't be asked what else is wrong with it.
        found = Findings(faults) if faults else check(connection)
        rows = {} if faults else counts(connection)
    told = {
        "where": engine.url.database,
        "schema": REVISION,
        "rows": rows,
        "faults": found.faults,
        "notes": found.notes,
    }
    outcome = Outcome.FAILED if found.faults else Outcome.DONE
    message = _verdict(found, rows)
    return result_of(
        settings,
        "ledger check",
        message,
        at=datetime.now(UTC),
        outcome=outcome,
        more={"ledger": told},
    )


def _verdict(findings: "Findings", rows: dict[str, int]) -> str:
    if findings.faults:
        return (
            f"{len(findings.faults)} fault(s). Nothing was changed; put the ledger aside and"
            " restore a copy, or show this to somebody who knows."
        )
    of = f"{rows['orders']} order(s), {rows['attempts']} attempt(s), {rows['facts']} fact(s)"
    notes = f"; {len(findings.notes)} thing(s) to see to" if findings.notes else ""
    return f"The ledger is whole: {of}{notes}."


def export_ledger(settings: Settings, file: Path | None, *, every_account: bool) -> Result:
    """JSON lines, to a new file or for stdout."""
    ledger = account_ledger(settings)
    lines = ledger.exported(every_account=every_account)
    message = f"{len(lines)} row(s)."
    if file is None:
        return result_of(settings, "ledger export", message, at=datetime.now(UTC), lines=lines)
    write_new(file, "".join(f"{line}\n" for line in lines))
    told = {"ledger": {"file": str(file), "rows": len(lines)}}
    return result_of(
        settings, "ledger export", f"{message} They are in {file}.", at=datetime.now(UTC), more=told
    )


def back_up_ledger(settings: Settings, file: Path) -> Result:
    """A copy of the whole ledger that was read again; runs may go on meanwhile."""
    from automator.ledger.open import ledger_file, open_ledger
    from automator.ledger.sqlite_file import copy
    from automator.ledger.trouble import LedgerError

    prepared_home(settings)
    source = ledger_file(settings.ledger_url)
    if source is None:
        raise LedgerError("Only a ledger in a file is copied here; for PostgreSQL use pg_dump.")
    open_ledger(settings.ledger_url).dispose()
    copy(source, file)
    told = {"ledger": {"file": str(file), "bytes": file.stat().st_size}}
    message = f"The copy is whole and lies in {file}; to use it: UNBUY_LEDGER_URL=sqlite:///{file}"
    return result_of(settings, "ledger backup", message, at=datetime.now(UTC), more=told)
