"""The layout in use since about 2021, one page object per page.

Known from captures: the list, the detail page, the sign-in form. Guesses, so kept in data
(`locators.toml`, `labels/`): the cancel dialog, the payment view of a cancelled order, and most of
the pages about disputes.
"""

from flows.sites.aliexpress.current.dispute import dispute_answer, dispute_form
from flows.sites.aliexpress.current.my_orders_page import MyOrdersPage
from flows.sites.aliexpress.current.sign_in_page import SignInPage
from flows.sites.aliexpress.deleted_orders_page import DeletedOrdersPage
from flows.sites.aliexpress.layout import Layout
from flows.sites.aliexpress.order_page import OrderPage
from flows.sites.aliexpress.refund_page import RefundPage

CURRENT = Layout(
    name="current",
    addresses={
        "my_orders": "/p/order/index.html",
        "deleted_orders": "/p/order/index.html?tab=recycle",
        "order": "/p/order/detail.html?orderId={order_id}",
        "refund": "/p/refund-amount/detail.html?tradeOrderId={order_id}",
        # Known is where disputes begin, but for the parameter; the page of one is a guess.
        "dispute_start": "/p/reverse-pages/start.html?tradeOrderId={order_id}",
        "dispute": "/p/reverse-pages/detail.html?tradeOrderId={order_id}",
        "thread": "/p/message/index.html?orderId={order_id}",
        "parcels": "/p/tracking/index.html?tradeOrderId={order_id}",
        "cart": "/p/shoppingcart/index.html",
        "help": "/help/topic/{topic}",
    },
    my_orders=lambda screen, _: MyOrdersPage(screen),
    order=OrderPage,
    deleted_orders=lambda screen, _: DeletedOrdersPage(screen, MyOrdersPage(screen)),
    refund=RefundPage,
    sign_in=SignInPage,
    dispute_form=dispute_form,
    dispute_answer=dispute_answer,
)
