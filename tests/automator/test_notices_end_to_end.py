"""B6: notices of real runs, in a real browser, by a real webhook."""

from collections.abc import Iterator

import pytest

from mock_site.practice_shop import PracticeShop
from tests.automator.notify.receivers import Webhook, webhook
from tests.automator.unbuy import Unbuy

pytestmark = pytest.mark.browser


@pytest.fixture
def hook(unbuy: Unbuy) -> Iterator[Webhook]:
    with webhook() as receiver:
        unbuy.home.mkdir()
        (unbuy.home / "config.toml").write_text(
            f'[[notify]]\nname = "hook"\nurl = "{receiver.url}"\n'
        )
        yield receiver


def test_a_sellers_no_is_told_once_with_the_next_step(
    unbuy: Unbuy, shop: PracticeShop, hook: Webhook
) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--yes").code == 6
    shop.seller(order, "decline")
    for _ in range(2):
        unbuy("watch", "--once")
    [told] = [one for one in hook.got if "declined" in one["title"]]
    assert order in told["title"]
    assert "Next: " in told["message"]
    assert all("secret-path" not in ended.read_text() for ended in (unbuy.home / "logs").iterdir())


@pytest.mark.complete
def test_a_password_that_is_refused_is_told_with_a_picture_and_its_end_is_told(
    unbuy: Unbuy, shop: PracticeShop, hook: Webhook
) -> None:
    order = shop.new_order("WAIT_SELLER_SEND_GOODS", seller={"answer": "ignore"})
    assert unbuy("cancel", order, "--yes").code == 6
    unbuy("sign-out")
    for _ in range(2):
        assert unbuy("watch", "--once", UNBUY_PASSWORD="wrong-horse").code == 4
    [told] = hook.got
    assert told["title"].startswith("You are needed")
    assert told["attachments"][0]["filename"].endswith(".jpg")
    assert unbuy("watch", "--once").code == 6
    assert hook.subjects[1].startswith("Over: You are needed")


def test_a_sample_goes_to_every_channel_and_the_failing_one_is_named(
    unbuy: Unbuy, hook: Webhook
) -> None:
    ended = unbuy("notify", "test", "--json")
    assert (ended.code, ended.json["command"], len(hook.got)) == (0, "notify test", 1)
    hook.status = 500
    failed = unbuy("notify", "test")
    assert failed.code == 9
    assert "error 500" in failed.said
    assert "secret-path" not in failed.said + ended.said


def test_without_a_channel_a_sample_is_a_usage_error(unbuy: Unbuy) -> None:
    ended = unbuy("notify", "test")
    assert (ended.code, "[[notify]]" in ended.said) == (2, True)


def test_an_address_that_is_none_is_told_before_anything_is_opened(
    unbuy: Unbuy, shop: PracticeShop
) -> None:
    unbuy.home.mkdir()
    (unbuy.home / "config.toml").write_text('[[notify]]\nurl = "nosuch://secret-path"\n')
    ended = unbuy("watch", "--once")
    assert (ended.code, "nosuch://***" in ended.said) == (2, True)
    assert "secret-path" not in ended.said
    assert shop.log() == []
