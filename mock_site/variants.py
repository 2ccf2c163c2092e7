"""How one layout differs between visitors: the real shop shows many of these at the same time."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

CancelIn = Literal["detail", "list", "more"]
CancelOpens = Literal["dialog", "tab"]


class Variant(BaseModel):
    """What the world's pages look like, within their layout.

    `labels` is what an order's number is called, `cancel_in` where "Cancel order" stands, `reasons`
    how one is chosen, `cancel_opens` what that button leads to, `width` the screen they are for.
    `sign_in` is where its form stands: on the page in two steps, in a frame of it with both fields
    at once, or as usual in the layout.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: Literal["order_id", "ref_number"] = "order_id"
    cancel_in: CancelIn = "detail"
    reasons: Literal["radio", "drop_down"] = "radio"
    cancel_opens: CancelOpens = "dialog"
    width: Literal["desktop", "phone"] = "desktop"
    sign_in: Literal["usual", "page", "frame"] = "usual"
