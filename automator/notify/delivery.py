"""From news to messages: kept first, then sent, at least once, each channel by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from automator.ledger import notices
from automator.ledger.account import AccountLedger
from automator.ledger.notices import Delivery, Incident, Notice, Over
from automator.notify.channels import ChannelRefused, ChannelSilent, send
from automator.notify.digest import Bundle, bundles
from automator.notify.quiet import tell_at
from automator.notify_settings import ChannelSettings, Level

_FIRST_PAUSE = timedelta(minutes=5)
_LONGEST_PAUSE = timedelta(hours=6)
_BY_WEIGHT = list(Level)


@dataclass(frozen=True, slots=True)
class Notifier:
    """Tells the channels of one account; `warn` gets a sentence for each that took nothing."""

    ledger: AccountLedger
    channels: Sequence[ChannelSettings]
    now: Callable[[], datetime]
    warn: Callable[[str], None]

    def take(self, news: Iterable[Incident | Over], up_to_fact: int | None = None) -> None:
        """Keep the news as a whole, with what each channel is to be told of it."""
        at = self.now()
        with self.ledger.telling() as (connection, account_id):
            for one in news:
                if isinstance(one, Over):
                    self._over(connection, account_id, one, at)
                else:
                    self._incident(connection, account_id, one, at)
            if up_to_fact is not None:
                notices.mark_facts(connection, account_id, up_to_fact)

    def send_due(self) -> None:
        """Send what is due now; a channel that fails is reported on the others."""
        failed = {channel.name: self._send_to(channel) for channel in self.channels}
        self.take(
            Over(_failing(name)) if trouble == "" else _channel_incident(name, trouble)
            for name, trouble in failed.items()
            if trouble is not None
        )
        for channel in self.channels:
            if not failed[channel.name]:
                self._send_to(channel)

    def _incident(
        self, connection: Connection, account_id: int, incident: Incident, at: datetime
    ) -> None:
        last = notices.last_notice(connection, account_id, incident.key)
        if last is None or (incident.lasts and last.over_at):
            episode = last.episode + 1 if last else 0
            opened = notices.open_notice(connection, account_id, incident, episode, at)
            self._tell(connection, opened, "new", at)
        elif _is_told_anew(last.incident, incident):
            changed = notices.change_notice(connection, last, incident)
            self._tell(connection, changed, "changed", at)

    def _over(self, connection: Connection, account_id: int, over: Over, at: datetime) -> None:
        last = notices.last_notice(connection, account_id, over.key)
        if last is None or last.over_at or not last.incident.lasts:
            return
        notices.close_notice(connection, last, at)
        for channel in self.channels:
            notices.drop_deliveries(connection, last, channel.name)
            if notices.was_told(connection, last, channel.name):
                when = tell_at(channel, last.incident, at)
                notices.add_delivery(connection, last, channel.name, "over", when)

    def _tell(self, connection: Connection, notice: Notice, telling: str, at: datetime) -> None:
        incident = notice.incident
        for channel in self.channels:
            if incident.level in channel.levels and incident.key != _failing(channel.name):
                when = tell_at(channel, incident, at)
                notices.add_delivery(connection, notice, channel.name, telling, when)

    def _send_to(self, channel: ChannelSettings) -> str | None:
        """None: nothing was due; empty: it took everything; else what was wrong."""
        with self.ledger.telling() as (connection, account_id):
            due = notices.due_deliveries(connection, account_id, channel.name, self.now())
        if not due:
            return None
        for bundle in bundles(due, is_digest=channel.digest is not None):
            try:
                self._send(channel, bundle)
            except ChannelRefused as refusal:
                self._delay(due, bundle if isinstance(refusal, ChannelSilent) else None)
                self.warn(f"A notice could not be sent: {refusal}")
                return str(refusal)
        return ""

    def _send(self, channel: ChannelSettings, bundle: Bundle) -> None:
        """The intent is kept before it is sent, and that it was sent afterwards."""
        with self.ledger.telling() as (connection, _):
            notices.intend_deliveries(connection, bundle.deliveries, self.now())
        send(channel, bundle.message)
        with self.ledger.telling() as (connection, _):
            notices.deliveries_sent(connection, bundle.deliveries, self.now())

    def _delay(self, due: Sequence[Delivery], perhaps_sent: Bundle | None) -> None:
        """What may have arrived stays intended, so that it says so when it comes again."""
        tries = max(one.tries for one in due)
        until = self.now() + min(_FIRST_PAUSE * 2**tries, _LONGEST_PAUSE)
        doubtful = {one.id for one in due if one.perhaps_sent}
        doubtful |= {one.id for one in perhaps_sent.deliveries} if perhaps_sent else set()
        with self.ledger.telling() as (connection, account_id):
            left = notices.due_deliveries(connection, account_id, due[0].channel, self.now())
            notices.delay_deliveries(connection, left, until, doubtful)


def _is_told_anew(before: Incident, now: Incident) -> bool:
    if not now.lasts:
        return False
    worse = _BY_WEIGHT.index(now.level) < _BY_WEIGHT.index(before.level)
    return worse or now.state != before.state


def _failing(channel: str) -> str:
    return f"channel:{channel}"


def _channel_incident(name: str, trouble: str) -> Incident:
    return Incident(
        key=_failing(name),
        level=Level.NEEDS_YOU,
        lasts=True,
        title=f"Notices no longer reach {name}",
        why=trouble,
        next_step="Check its address in config.toml with `unbuy notify test`; it is tried on.",
    )
