"""The control interface: how a test or a person plays seller, platform and trouble-maker."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_site import acts, scenarios
from mock_site.faults import KINDS, PLACES, Fault
from mock_site.orders import Order
from mock_site.shop import iso
from mock_site.specs import Moment, OrderSpec, complaints
from mock_site.world import World, make_world

M = TypeVar("M", bound=BaseModel)
_Handler = Callable[[Request], Awaitable[Response]]


class _Call(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Reset(_Call):
    scenario: str | dict[str, Any] = "everyday"
    seed: int | None = None
    layout: Literal["current"] | None = None
    language: Literal["en"] | None = None
    now: Moment | None = None


class _Clock(_Call):
    advance_s: float | None = Field(None, ge=0)
    rate: float | None = Field(None, ge=0)


class _SellerAct(_Call):
    do: Literal["accept", "decline", "ship", "ask_extension"]
    days: int = Field(7, ge=1, le=60)


class _PlatformAct(_Call):
    do: Literal["verify_payment", "freeze", "clear", "annul", "advance_refund", "settle_dispute"]


class _ArmedFault(_Call):
    at: Literal[PLACES]  # type: ignore[valid-type]
    kind: Literal[KINDS]  # type: ignore[valid-type]
    times: int = Field(1, ge=1, le=1000)
    ms: float = Field(1000, ge=0)
    s: float = Field(60, ge=0)


_PLATFORM_ACTS = {
    "verify_payment": acts.verified,
    "freeze": acts.frozen,
    "clear": acts.cleared,
    "annul": acts.annulled,
    "advance_refund": acts.refund_advanced,
    "settle_dispute": acts.dispute_settled,
}
_SELLER_ACTS = {"accept": acts.accepted, "decline": acts.declined, "ship": acts.shipped}
_FAULTS = TypeAdapter(list[_ArmedFault])


def control_routes(world: World) -> list[Route]:
    """Routes to be mounted at /_control."""
    control = Control(world)
    return [
        Route("/state", _told(control.state), methods=["GET"]),
        Route("/reset", _told(control.reset), methods=["POST"]),
        Route("/clock", _told(control.clock), methods=["GET"]),
        Route("/clock", _told(control.set_clock), methods=["POST"]),
        Route("/orders", _told(control.new_order), methods=["POST"]),
        Route("/orders/{order_id}/seller", _told(control.seller), methods=["POST"]),
        Route("/orders/{order_id}/platform", _told(control.platform), methods=["POST"]),
        Route("/faults", _told(control.arm), methods=["POST"]),
        Route("/faults", _told(control.disarm), methods=["DELETE"]),
        Route("/log", _told(control.log), methods=["GET"]),
    ]


class Control:
    """Each method answers one call with what is to be sent back as JSON."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def state(self, request: Request) -> Any:
        del request
        shop = self._settled()
        return {
            "now": iso(shop.clock.now()),
            "rate": shop.clock.rate,
            "seed": shop.seed,
            "layout": shop.layout,
            "language": shop.language,
            "accounts": [
                {
                    "username": account.username,
                    "password": account.password,
                    "language": account.language,
                    "persona": account.persona,
                    "code": account.code,
                }
                for account in shop.accounts.values()
            ],
            "orders": [_truth(order) for order in shop.orders.values()],
        }

    async def reset(self, request: Request) -> Any:
        call = _Reset.model_validate(await _body(request))
        spec = scenarios.load(call.scenario)
        given = call.model_dump(exclude={"scenario"}, exclude_none=True)
        fresh = make_world(spec.model_copy(update=given))
        self._world.shop, self._world.maker = fresh.shop, fresh.maker
        return await self.clock(request)

    async def clock(self, request: Request) -> Any:
        del request
        clock = self._settled().clock
        return {"now": iso(clock.now()), "rate": clock.rate}

    async def set_clock(self, request: Request) -> Any:
        call = _Clock.model_validate(await _body(request))
        shop = self._settled()
        if call.advance_s is not None:
            shop.wind(call.advance_s)
        if call.rate is not None:
            shop.clock.run_at(call.rate)
        return await self.clock(request)

    async def new_order(self, request: Request) -> Any:
        spec = OrderSpec.model_validate(await _body(request))
        shop = self._settled()
        if spec.account not in shop.accounts:
            return _wrong([_complaint("account", spec.account, " or ".join(shop.accounts))])
        order = self._world.maker.make(spec, shop.clock.now())
        shop.settle()
        return {"id": order.id}

    async def seller(self, request: Request) -> Any:
        call = _SellerAct.model_validate(await _body(request))
        if call.do == "ask_extension":
            return self._act(request, lambda o, at: acts.extension_asked(o, call.days, at))
        return self._act(request, _SELLER_ACTS[call.do])

    async def platform(self, request: Request) -> Any:
        call = _PlatformAct.model_validate(await _body(request))
        return self._act(request, _PLATFORM_ACTS[call.do])

    async def arm(self, request: Request) -> Any:
        armed = _FAULTS.validate_python(await _body(request))
        faults = self._world.shop.faults
        for fault in armed:
            faults.arm(Fault(fault.at, fault.kind, fault.ms, fault.s), fault.times)
        return {"armed": faults.listed()}

    async def disarm(self, request: Request) -> Any:
        del request
        self._world.shop.faults.clear()
        return {"armed": []}

    async def log(self, request: Request) -> Any:
        del request
        return self._world.shop.log

    def _act(self, request: Request, act: Callable[[Order, Any], Order]) -> Any:
        return _truth(self._settled().change(request.path_params["order_id"], act))

    def _settled(self) -> Any:
        self._world.shop.settle()
        return self._world.shop


def _told(work: Callable[[Request], Awaitable[Any]]) -> _Handler:
    """Answer with JSON; what can't be done is 400, 404 or 409 and changes nothing."""

    async def answer(request: Request) -> Response:
        try:
            told = await work(request)
        except ValidationError as error:
            return _wrong(complaints(error))
        except ValueError as error:
            return _wrong([_complaint("body", None, f"JSON: {error}")])
        except scenarios.ScenarioError as error:
            return _wrong([_complaint("scenario", None, str(error))])
        except KeyError as error:
            return JSONResponse({"error": f"There is no order {error}."}, status_code=404)
        except acts.NotPossible as error:
            body = {"error": str(error), "status": error.order.status}
            return JSONResponse(body, status_code=409)
        return told if isinstance(told, Response) else JSONResponse(told)

    return answer


async def _body(request: Request) -> Any:
    return await request.json() if await request.body() else {}


def _complaint(field: str, value: object, expected: str) -> dict[str, Any]:
    return {"field": field, "value": value, "expected": expected}


def _wrong(complaints: list[dict[str, Any]]) -> Response:
    return JSONResponse({"error": "The call is malformed.", "fields": complaints}, status_code=400)


def _truth(order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "account": order.account,
        "status": order.status,
        "end_reason": order.end_reason,
        "total": str(order.total),
        "currency": order.currency,
        "paid_with": order.paid_with,
        "placed_at": iso(order.placed_at),
        "seller": order.seller_name,
        "deadline": iso(order.deadline),
        "refund": {
            "stage": order.refund.stage,
            "amount": str(order.refund.amount),
            "since": iso(order.refund.since),
            "lands_at": iso(order.refund.lands_at),
        },
        "deleted": order.deleted,
    }
