"""An export has all that means something outside of the ledger, and no address of a channel."""

import json

from sqlalchemy import Engine

from automator.ledger import notices
from automator.ledger.account import AccountLedger
from automator.ledger.notices import Incident
from automator.notify.delivery import Notifier
from automator.notify_settings import ChannelSettings, Level
from flows.domain.orders import Status
from tests.automator.ledger.conftest import SHOP
from tests.flows.fakes import ID, order_in
from tests.flows.moments import NOW

INCIDENT = Incident(key=f"{ID}:trouble", level=Level.MONEY, title="Trouble", why="A reason.")
MAIL = ChannelSettings(name="mail 1", url="mailto://ann:pass-word@mail.example.org")


def test_what_was_told_is_exported_with_its_notice_and_without_an_address(
    ledger: AccountLedger,
) -> None:
    with ledger.news(NOW) as news:
        news.order(order_in(Status.SHIPPED))
    Notifier(ledger, [MAIL], lambda: NOW, lambda _: None).take([INCIDENT], 1)
    with ledger.telling() as (connection, account_id):
        notices.intend_deliveries(
            connection, notices.due_deliveries(connection, account_id, "mail 1", NOW), NOW
        )
    lines = ledger.exported()
    rows = list(map(json.loads, lines))
    [told] = [row for row in rows if row["table"] == "deliveries"]
    assert (told["key"], told["episode"], told["channel"]) == (INCIDENT.key, 0, "mail 1")
    assert (told["telling"], told["state"], told["account"]) == ("new", "intended", "ann")
    assert told["intended_at"].endswith("Z")
    assert "notice_id" not in told
    assert not any(
        secret in line for line in lines for secret in ("pass-word", "mailto", "mail.ex")
    )


def test_what_was_told_to_one_account_is_not_in_the_export_of_another(
    ledger: AccountLedger, engine: Engine
) -> None:
    Notifier(ledger, [MAIL], lambda: NOW, lambda _: None).take([INCIDENT])
    other = AccountLedger(engine, SHOP, "ben")
    assert [json.loads(line)["table"] for line in other.exported()] == ["accounts"]
