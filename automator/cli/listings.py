"""Tables of what is no order, from the parts of a document that hold them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from flows.domain.messages import Message
from flows.domain.parcels import Parcel


def account_table(accounts: Sequence[Mapping[str, Any]]) -> Table:
    table = _table("Account", "Username", "Password", "Session", "Kept since (UTC)", "Until (UTC)")
    for account in accounts:
        table.add_row(
            f"{account['name']} *" if account["in_use"] else account["name"],
            account["username"] or "",
            "set" if account["password_set"] else "",
            _session(account),
            minute(account["session_since"]),
            minute(account["session_until"]) or ("not known" if account["session_kept"] else ""),
        )
    return table


def _session(account: Mapping[str, Any]) -> str:
    if account["session_trouble"]:
        return "closed"
    kept = "encrypted" if account["session_encrypted"] else "kept"
    return kept if account["session_kept"] else ""


def thread_table(messages: Sequence[Message]) -> Table:
    table = _table("When (UTC)", "From", "Message")
    for message in messages:
        files = f" [{', '.join(message.files)}]" if message.files else ""
        when = f"{message.at:%Y-%m-%d %H:%M}"
        table.add_row(when, message.sender, plain(f"{message.text}{files}"))
    return table


def parcel_table(parcel: Parcel) -> Table:
    """One parcel: what it is called, and the stations on its way, the newest first."""
    named = (parcel.carrier, *parcel.numbers, parcel.arrival)
    table = _table("When (UTC)", "What", "Where", title=plain("  ".join(filter(None, named))))
    for station in parcel.stations:
        when = f"{station.at:%Y-%m-%d %H:%M}"
        table.add_row(when, plain(station.text), plain(station.place or ""))
    return table


def channel_table(channels: Sequence[Mapping[str, Any]]) -> Table:
    table = _table("Channel", "Address", "Told of", "Sample")
    for channel in channels:
        levels = ", ".join(level.replace("_", " ") for level in channel["levels"])
        outcome = "taken" if channel["taken"] else channel["trouble"]
        table.add_row(channel["name"], channel["address"], levels, outcome)
    return table


def schedule_table(schedule: Mapping[str, Any]) -> Table:
    """The heartbeat, and a line for each incident that is open."""
    table = Table(box=None, pad_edge=False, show_header=False)
    last = schedule["last_run"]
    how = (
        f"{minute(last['began_at'])} UTC: {last['outcome'] or 'has not ended'}" if last else "never"
    )
    table.add_row("Last run", how)
    table.add_row("Last that got through", minute(schedule["last_success"]) or "never")
    table.add_row("Next", minute(schedule["next_due"]) or "not known here")
    if failing := schedule["failing_shop"]:
        table.add_row("Failing shop", plain(f"not before {minute(failing['look_from'])} UTC"))
    for notice in schedule["open"]:
        told = " ".join(filter(None, (f"{notice['title']}.", notice["next_step"])))
        table.add_row(f"Open since {minute(notice['since'])}", plain(told))
    return table


_STATES = {"ok": "green", "warning": "yellow", "problem": "bold red", "unchecked": "dim"}


def check_table(checks: Sequence[Mapping[str, Any]]) -> Table:
    """What was looked at, how it is, and what to do about it."""
    table = _table("Check", "State", "Found")
    for check in checks:
        to_do = f"\nDo: {check['to_do']}" if check["to_do"] else ""
        state = Text(check["state"], style=_STATES[check["state"]])
        table.add_row(check["name"], state, plain(f"{check['message']}{to_do}"))
    return table


def control_lines(controls: Sequence[Mapping[str, Any]]) -> Iterator[Text]:
    """Each thing on the shop's pages that is not as known, and what would mend it."""
    for it in controls:
        if it["finding"] in {"ok", "unchecked"}:
            continue
        where = " ".join(filter(None, (it["page"], it["order"])))
        lines = [f"  on the page: {where.replace('_', ' ')}. {it['message']}"]
        if it["candidates"]:
            lines.append(f"  it may be: {'; '.join(it['candidates'])}")
        if it["picture"]:
            lines.append(f"  picture: {it['picture']}")
        if it["override"]:
            lines.append("  if you are sure, in overrides.toml:")
            lines += [f"    {line}" for line in it["override"].splitlines()]
        rest = plain("\n".join(["", *lines]))
        yield Text.assemble((f"{it['name']} is {it['finding']}", "bold red"), rest)


def minute(iso: str | None) -> str:
    """A time of a document, as people write it."""
    return iso[:16].replace("T", " ") if iso else ""


def plain(text: str) -> Text:
    """What others wrote: no markup, and no codes that a terminal would act on."""
    return Text("".join(it if it.isprintable() or it == "\n" else "\ufffd" for it in text))


def _table(*columns: str, title: Text | None = None) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        header_style="dim",
    )
    for column in columns:
        table.add_column(column)
    return table
