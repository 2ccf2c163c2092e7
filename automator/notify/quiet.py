"""When a channel may be told: its quiet hours, and its one digest a day."""

from datetime import UTC, datetime, time, timedelta

from automator.ledger.notices import Incident
from automator.notify_settings import ChannelSettings, Level, Quiet

# A shop that is gone for an hour is no news: what lasts less is never told.
_PATIENCE = {"account:unreachable": timedelta(hours=2)}


def tell_at(channel: ChannelSettings, incident: Incident, now: datetime) -> datetime:
    """From when on, in UTC; what must be done before that is told at once."""
    at = now + _PATIENCE.get(incident.key, timedelta())
    if channel.digest and incident.level is not Level.NEEDS_YOU:
        at = _next(channel.digest, at, channel)
    at = _after_quiet(channel, at)
    act_by = incident.act_by
    return now if act_by and now < act_by <= at else at


def _after_quiet(channel: ChannelSettings, at: datetime) -> datetime:
    if channel.quiet and _is_within(channel.quiet, at.astimezone(channel.zone).time()):
        return _next(channel.quiet.ends, at, channel)
    return at


def _is_within(quiet: Quiet, clock: time) -> bool:
    if quiet.begins < quiet.ends:
        return quiet.begins <= clock < quiet.ends
    return clock >= quiet.begins or clock < quiet.ends


def _next(clock: time, after: datetime, channel: ChannelSettings) -> datetime:
    """The next time that clocks of the channel's zone show this."""
    local = after.astimezone(channel.zone)
    day = local.date() if clock > local.time() else local.date() + timedelta(days=1)
    at = datetime.combine(day, clock, channel.zone)
    return at.astimezone(UTC)  # without a zone: that of the system
