"""B6: one message per incident, silence while it lasts, the all-clear; each at least once."""

import threading
from dataclasses import replace
from datetime import time, timedelta
from email.message import Message as Mail
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from automator.ledger.account import AccountLedger
from automator.ledger.notices import Incident, Over
from automator.notify import delivery
from automator.notify.channels import ChannelRefused, Message, send
from automator.notify.delivery import Notifier
from automator.notify_settings import ChannelSettings, Level, Quiet
from tests.automator.notify.receivers import Mailbox, Webhook
from tests.flows.fakes import FakeClock

INCIDENT = Incident(
    key="8190:trouble",
    level=Level.NEEDS_YOU,
    state="needs_person",
    lasts=True,
    title="You are needed",
    why="A slider stands in the way.",
    next_step="Solve it.",
    order_id="8190",
)
NEWS = Incident(key="8190:fact:1", level=Level.NEWS, title="Cancelled", why="The seller agreed.")
UTC_ZONE = ZoneInfo("UTC")


def channel(hook: Webhook, **more: object) -> ChannelSettings:
    settings = ChannelSettings(name="hook", url=hook.url, zone=UTC_ZONE)
    return replace(settings, **more)  # type: ignore[arg-type]  # its own fields


def notifier(
    ledger: AccountLedger, clock: FakeClock, *channels: ChannelSettings
) -> tuple[Notifier, list[str]]:
    warnings: list[str] = []
    return Notifier(ledger, channels, clock.now, warnings.append), warnings


def tell(told: Notifier, *news: Incident | Over) -> None:
    told.take(news)
    told.send_due()


def test_an_incident_is_told_once_and_its_end_once(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    told, _ = notifier(ledger, clock, channel(hook))
    for _ in range(3):
        tell(told, INCIDENT)
    assert len(hook.got) == 1
    assert "A slider stands in the way." in hook.got[0]["message"]
    assert "Next: Solve it." in hook.got[0]["message"]
    for _ in range(2):
        tell(told, Over(INCIDENT.key))
    assert [subject.split(":")[0] for subject in hook.subjects[1:]] == ["Over"]
    tags = {subject[-9:] for subject in hook.subjects}
    assert len(tags) == 1


def test_it_is_told_anew_when_it_changes_or_comes_back(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    told, _ = notifier(ledger, clock, channel(hook))
    tell(told, replace(INCIDENT, level=Level.MONEY))
    tell(told, INCIDENT)
    tell(told, replace(INCIDENT, state="shop_changed"))
    tell(told, Over(INCIDENT.key))
    tell(told, INCIDENT)
    kinds = [s.split(":")[0] if ":" in s else "new" for s in hook.subjects]
    assert kinds == ["new", "Changed", "Changed", "Over", "new"]


def test_what_is_over_before_it_was_told_is_not_told(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    told, _ = notifier(ledger, clock, channel(hook))
    gone = replace(INCIDENT, key="account:unreachable")
    tell(told, gone)
    clock.wind(minutes=30)
    tell(told, Over(gone.key))
    clock.wind(hours=5)
    tell(told)
    assert hook.got == []


def test_a_shop_that_is_gone_for_long_is_told(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    told, _ = notifier(ledger, clock, channel(hook))
    tell(told, replace(INCIDENT, key="account:unreachable"))
    clock.wind(hours=2, minutes=1)
    tell(told)
    assert len(hook.got) == 1


def test_a_channel_is_told_of_its_levels_alone(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    told, _ = notifier(ledger, clock, channel(hook, levels=frozenset({Level.MONEY})))
    tell(told, INCIDENT, NEWS, replace(NEWS, key="m", level=Level.MONEY, title="Refunded"))
    assert [subject.split(" [")[0] for subject in hook.subjects] == ["Refunded"]


def test_in_quiet_hours_nothing_is_sent_and_afterwards_it_is(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    clock.time = clock.time.replace(hour=23)
    told, _ = notifier(ledger, clock, channel(hook, quiet=Quiet(time(22), time(7))))
    tell(told, INCIDENT)
    clock.wind(hours=7, minutes=59)
    tell(told)
    assert hook.got == []
    clock.wind(minutes=2)
    tell(told)
    assert len(hook.got) == 1


def test_what_must_be_done_before_the_quiet_hours_end_is_told_at_once(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    clock.time = clock.time.replace(hour=23)
    told, _ = notifier(ledger, clock, channel(hook, quiet=Quiet(time(22), time(7))))
    tell(told, replace(INCIDENT, act_by=clock.time + timedelta(hours=3)))
    assert "At the latest" in hook.got[0]["message"]


def test_a_digest_gathers_what_can_wait_and_leaves_the_rest_alone(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    clock.time = clock.time.replace(hour=9)
    told, _ = notifier(ledger, clock, channel(hook, digest=time(8)))
    for number in range(3):
        tell(told, replace(NEWS, key=str(number)))
    tell(told, INCIDENT)
    assert [subject.split(" [")[0] for subject in hook.subjects] == ["You are needed"]
    clock.wind(hours=23)
    tell(told)
    assert hook.subjects[1].startswith("3 news of your orders")


def test_too_much_at_once_is_one_message(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    told, _ = notifier(ledger, clock, channel(hook))
    tell(told, *(replace(NEWS, key=str(number)) for number in range(200)))
    assert len(hook.got) == 1
    assert hook.subjects[0].startswith("200 news")


def test_a_crash_after_the_intent_sends_again_with_the_same_key_and_says_so(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, _ = notifier(ledger, clock, channel(hook))

    def sent_and_killed(to: ChannelSettings, message: Message) -> None:
        send(to, message)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "send", sent_and_killed)
        with pytest.raises(KeyboardInterrupt):
            tell(told, INCIDENT)
    tell(told)
    tell(told)
    assert len(hook.got) == 2
    assert hook.keys[0] == hook.keys[1]
    assert "may have been sent to you already" in hook.got[1]["message"]


def test_a_channel_that_refuses_is_tried_again_later_and_reported_on_the_others(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook, other_hook: Webhook
) -> None:
    hook.status = 500
    other = replace(channel(other_hook), name="other")
    told, warnings = notifier(ledger, clock, channel(hook), other)
    tell(told, INCIDENT)
    assert "error 500" in warnings[0]
    assert other_hook.subjects[1].startswith("Notices no longer reach hook")
    tell(told)
    assert len(warnings) == 1
    clock.wind(minutes=6)
    hook.status = 200
    tell(told)
    assert len(hook.got) == 1
    assert other_hook.subjects[2].startswith("Over: Notices no longer reach hook")
    assert len(other_hook.got) == 3


def test_a_channel_that_hangs_is_left_within_the_limit_and_shows_no_address(
    hook: Webhook,
) -> None:
    hook.held = threading.Event()
    with pytest.raises(ChannelRefused, match=r"did not answer within 1 s") as refusal:
        send(channel(hook), Message("k.1", "s", "t"), at_most_s=1)
    assert "secret-path" not in str(refusal.value)


def test_what_a_channel_had_no_answer_to_says_that_it_may_have_been_sent_when_it_comes_again(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, warnings = notifier(ledger, clock, channel(hook))
    with monkeypatch.context() as patch:
        hook.held = threading.Event()
        patch.setattr(delivery, "send", partial(send, at_most_s=0.5))
        tell(told, INCIDENT)
        assert "did not answer" in warnings[0]
        clock.wind(minutes=6)
        hook.held.set()
        hook.status = 500  # a plain no after the silence does not end the doubt
        tell(told)
    clock.wind(hours=1)
    hook.status = 200
    tell(told)
    last = hook.got[-1]
    assert "This may have been sent to you already" in last["message"]
    assert hook.keys[0] == hook.keys[-1]


def test_what_was_plainly_refused_comes_again_without_a_doubt(
    ledger: AccountLedger, clock: FakeClock, hook: Webhook
) -> None:
    told, _ = notifier(ledger, clock, channel(hook))
    hook.status = 500
    tell(told, INCIDENT)
    clock.wind(minutes=6)
    hook.status = 200
    tell(told)
    assert "already" not in hook.got[0]["message"]


def test_what_cannot_be_reached_shows_no_address(
    hook: Webhook, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = replace(channel(hook), url="jsons://user:pass-word@127.0.0.1:9/secret-path")
    with pytest.raises(ChannelRefused) as refusal:
        send(gone, Message("k.1", "s", "t"))
    said = f"{refusal.value} {capsys.readouterr()} {gone!r}"
    assert "secret-path" not in said
    assert "pass-word" not in said


def parts_of(mail: Mail) -> dict[str, str]:
    """The texts of a mail by their kind, and the ids of its pictures."""
    parts = {}
    for part in mail.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            is_text = part.get_content_maintype() == "text"
            parts[part.get_content_type()] = (
                content.decode() if is_text else str(part["Content-ID"])
            )
    return parts


def test_mail_arrives_with_subject_key_and_text(
    ledger: AccountLedger, clock: FakeClock, mailbox: Mailbox
) -> None:
    told, warnings = notifier(ledger, clock, ChannelSettings(name="mail", url=mailbox.url))
    tell(told, INCIDENT)
    assert warnings == []
    [mail] = mailbox.mails
    assert mailbox.subjects[0].startswith("You are needed [#")
    assert mail["X-Unbuy-Notice"]
    parts = parts_of(mail)
    assert parts.keys() == {"text/plain", "text/html"}
    for text in parts.values():
        assert "A slider stands in the way." in text
    assert "Next: Solve it." in parts["text/plain"]
    assert "<" not in parts["text/plain"]


def test_mail_shows_its_picture_where_it_is_told_of(
    ledger: AccountLedger, clock: FakeClock, mailbox: Mailbox, tmp_path: Path
) -> None:
    picture = tmp_path / "order page.jpg"
    picture.write_bytes(b"a picture")
    told, _ = notifier(ledger, clock, ChannelSettings(name="mail", url=mailbox.url))
    tell(told, replace(INCIDENT, picture=str(picture)))
    parts = parts_of(mailbox.mails[0])
    assert 'src="cid:order%20page.jpg"' in parts["text/html"]
    assert parts["image/jpeg"] == "<order%20page.jpg>"


def test_words_of_the_shop_are_no_markup_of_a_mail(
    ledger: AccountLedger, clock: FakeClock, mailbox: Mailbox
) -> None:
    told, _ = notifier(ledger, clock, ChannelSettings(name="mail", url=mailbox.url))
    tell(told, replace(INCIDENT, why='The shop said "<img src=//bad.example> & more".'))
    parts = parts_of(mailbox.mails[0])
    assert "<img" not in parts["text/html"]
    assert 'The shop said "<img src=//bad.example> & more".' in parts["text/plain"]


def test_a_digest_is_a_mail_with_both_parts_too(
    ledger: AccountLedger, clock: FakeClock, mailbox: Mailbox
) -> None:
    told, _ = notifier(ledger, clock, ChannelSettings(name="mail", url=mailbox.url))
    tell(told, *(replace(NEWS, key=str(number), title=f"News {number}") for number in range(9)))
    [mail] = mailbox.mails
    assert all("News 8" in text for text in parts_of(mail).values())
