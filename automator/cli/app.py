"""All commands in one place."""

import typer

from automator.cli import (
    acting,
    bundle,
    cancel,
    contact,
    demo,
    dispute,
    doctor,
    hand_over,
    ledger,
    notify,
    orders,
    plan,
    record,
    refunds,
    replay,
    schedule,
    session,
    storefront,
)

app = typer.Typer(
    name="unbuy",
    help="Cancels your own orders at AliExpress and follows each one until the money is back.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("demo")(demo.demo)
app.command("sign-in")(session.sign_in)
app.command("sign-out")(session.sign_out)
app.command("accounts")(session.accounts)
app.command("hand-over")(hand_over.hand_over)
app.command("orders")(orders.orders)
app.command("show")(orders.show)
app.command("advise")(orders.advise)
app.command("cancel")(cancel.cancel)
app.command("delete")(acting.delete)
app.command("restore")(acting.restore)
app.command("purge")(acting.purge)
app.command("dispute")(dispute.dispute)
app.command("extend")(contact.extend)
app.command("message")(contact.message)
app.command("track")(contact.track)
app.command("buy-again")(contact.buy_again)
app.command("watch")(cancel.watch)
app.command("run")(plan.run)
app.command("refunds")(refunds.refunds)
app.command("history")(orders.history)
app.add_typer(ledger.app, name="ledger")
app.command("doctor")(doctor.doctor)
app.command("record")(record.record)
app.command("bundle")(bundle.bundle)
app.command("replay")(replay.replay)
app.add_typer(notify.app, name="notify")
app.add_typer(schedule.app, name="schedule")
app.command("storefront")(storefront.storefront)
