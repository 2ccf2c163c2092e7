"""The layout in use from about 2015 to 2021, one page object per page that differs.

Known from copies of the pages and from tools of those years: the list, the order's page, the form
in its frame. Guesses, so kept in data (`locators.toml`, `labels/`): the cancel window, a filled
table of refunds, the page of the deleted orders, the page of a dispute.
"""

from flows.sites.aliexpress.classic.dispute import dispute_answer, dispute_form
from flows.sites.aliexpress.classic.my_orders_page import MyOrdersPage
from flows.sites.aliexpress.classic.sign_in_page import FramedSignInPage
from flows.sites.aliexpress.deleted_orders_page import DeletedOrdersPage
from flows.sites.aliexpress.layout import Layout
from flows.sites.aliexpress.order_page import OrderPage
from flows.sites.aliexpress.refund_page import RefundPage

CLASSIC = Layout(
    name="classic",
    addresses={
        "my_orders": "/orderList.htm",
        "deleted_orders": "/deletedOrderList.htm",
        "order": "/order_detail.htm?orderId={order_id}",
        "refund": "/order_fund.htm?orderId={order_id}",
        # Known but for the host, and for what the number of a line is called.
        "dispute_start": "/issue/fastissue/createIssueStep2.htm?orderId={order_id}",
        "dispute": "/issue/fastissue/Detail.htm?tradeOrderLineId={order_id}",
        "thread": "/msgDetail.htm?orderId={order_id}",
        "parcels": "/logisticsdetail.htm?tradeId={order_id}",
        "cart": "/p/shoppingcart/index.html",
        "help": "/help/topic/{topic}",
    },
    my_orders=MyOrdersPage,
    order=OrderPage,
    deleted_orders=lambda screen, turn: DeletedOrdersPage(screen, MyOrdersPage(screen, turn)),
    refund=RefundPage,
    sign_in=FramedSignInPage,
    dispute_form=dispute_form,
    dispute_answer=dispute_answer,
)
