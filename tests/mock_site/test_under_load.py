"""Many requests in the same moment: each order changes once, and the log misses nothing."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from tests.mock_site.conftest import BUYER, EITHER_LAYOUT, PASSWORD, Storefront

_AT_ONCE = 16


class _Caller:
    """A signed-in buyer whose requests may leave from many threads; each has its own connection."""

    def __init__(self, url: str) -> None:
        self._place = urlsplit(url).netloc
        self._cookies: dict[str, str] = {}
        self._token = ""
        self._look()
        self.post("/login/submit", loginId=BUYER, password=PASSWORD)
        self._look()

    def post(self, path: str, **fields: str) -> int:
        form = urlencode({"_csrf_token_": self._token, **fields})
        return self._ask("POST", path, form)[0]

    def _look(self) -> None:
        found = re.search(r'name="csrf-token" content="(\w+)"', self._ask("GET", "/", "")[1])
        assert found
        self._token = found[1]

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        connection = HTTPConnection(self._place, timeout=60)
        headers = {"cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if body:
            headers["content-type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        for cookie in answer.msg.get_all("set-cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        text = answer.read().decode()
        connection.close()
        return answer.status, text


def _all_at_once(orders: list[str], caller: _Caller) -> None:
    """Let each thread send one cancellation of each order, all threads beginning together."""
    together = Barrier(_AT_ONCE)

    def send(_: int) -> None:
        together.wait()
        for order in orders:
            caller.post("/p/order/cancel", orderId=order, reason="buyerDonotwantOrder", note="")

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(send, range(_AT_ONCE)))


@EITHER_LAYOUT
def test_of_submits_in_one_moment_one_changes_the_order_and_all_are_in_the_log(
    storefront: Storefront,
) -> None:
    orders = [storefront.order("WAIT_SELLER_SEND_GOODS") for _ in range(4)]
    caller = _Caller(storefront.url)
    _all_at_once(orders, caller)
    sent = [entry for entry in storefront.shop.log if entry["action"] == "cancel.submit"]
    assert Counter(entry["order"] for entry in sent) == dict.fromkeys(orders, _AT_ONCE)
    assert Counter(e["order"] for e in sent if e["changed"]) == dict.fromkeys(orders, 1)
    assert {storefront.truth(order).status for order in orders} == {"IN_CANCEL"}


def test_submits_that_a_fault_holds_up_overtake_each_other_and_still_one_alone_counts(
    storefront: Storefront,
) -> None:
    order = storefront.order()
    storefront.arm("cancel.submit", "slow", ms=50, times=_AT_ONCE // 2)
    storefront.arm("cancel.submit", "error_after", times=2)
    _all_at_once([order], _Caller(storefront.url))
    answers = storefront.answers("cancel.submit")
    assert len(answers) == _AT_ONCE
    assert [changed for changed, _ in answers].count(True) == 1
