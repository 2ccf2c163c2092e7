from automator.ledger.account import AccountLedger
from flows.domain.messages import Message, Sender
from tests.flows.fakes import ID
from tests.flows.moments import NOW


def test_each_message_becomes_one_fact_however_often_the_thread_is_read(
    ledger: AccountLedger,
) -> None:
    first = Message(NOW, Sender.SELLER, "Wait", ("photo.png",))
    second = Message(NOW, Sender.BUYER, "No")
    for thread in ((first,), (first, second), (first, second, second)):
        with ledger.news(NOW) as news:
            news.messages(ID, thread)
    facts = ledger.history(ID)
    assert [fact.details["text"] for fact in facts] == ["Wait", "No", "No"]
    assert (facts[0].details["files"], facts[0].seen_on) == ("photo.png", "thread")
