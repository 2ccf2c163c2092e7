"""The control interface: how a test or a person plays seller, platform and trouble-maker."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mock_site import acts, calls, control_acts, scenarios
from mock_site.accounts import UnknownAccount
from mock_site.acts import Act
from mock_site.buying import purchases
from mock_site.buying.standing import NotPossibleNow
from mock_site.complaints import Complaint, Unfit
from mock_site.control_page.page import page_routes
from mock_site.control_page.watch import Watch
from mock_site.faults import Fault
from mock_site.shop import Shop, UnknownOrder
from mock_site.specs import OrderSpec, WorldSpec, check_faults, check_fits
from mock_site.truth import the_time, truth_of_account, truth_of_order, whole_truth
from mock_site.whole_order import whole_order
from mock_site.world import World, make_world

_Answer = Callable[[Request], Awaitable[Any]]


def control_routes(world: World) -> list[Route]:
    """Routes to be mounted at /_control."""
    control = Control(world)
    handlers = {
        ("GET", "/state"): control.state,
        ("POST", "/reset"): control.reset,
        ("GET", "/scenarios"): control.scenarios,
        ("GET", "/clock"): control.clock,
        ("POST", "/clock"): control.set_clock,
        ("POST", "/orders"): control.new_order,
        ("GET", "/orders/{order_id}"): control.order,
        ("POST", "/orders/{order_id}/seller"): control.seller,
        ("POST", "/orders/{order_id}/platform"): control.platform,
        ("POST", "/accounts/{username}"): control.account,
        ("GET", "/faults"): control.faults,
        ("POST", "/faults"): control.arm,
        ("DELETE", "/faults"): control.disarm,
        ("GET", "/log"): control.log,
        ("GET", "/watch"): Watch(world).look,
    }
    calls_to_it = [
        Route(path, _in_json(answer), methods=[method])
        for (method, path), answer in handlers.items()
    ]
    return [*page_routes(world), *calls_to_it]


class Control:
    """Each method answers one call with what is to be sent back as JSON."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def state(self, request: Request) -> Any:
        del request
        return whole_truth(self._settled())

    async def reset(self, request: Request) -> Any:
        call = calls.read(await request.body(), calls.Reset)
        spec = call.applied_to(_scenario(call))
        name = call.scenario if isinstance(call.scenario, str) else None
        self._world.become(make_world(spec, rate=call.rate, name=name))
        return the_time(self._settled())

    async def scenarios(self, request: Request) -> Any:
        """The worlds that a reset can name."""
        del request
        return [asdict(world) for members in scenarios.told().values() for world in members]

    async def clock(self, request: Request) -> Any:
        del request
        return the_time(self._settled())

    async def set_clock(self, request: Request) -> Any:
        call = calls.read(await request.body(), calls.SetClock)
        shop = self._settled()
        if call.advance_s is not None:
            _wind(shop, call.advance_s)
        if call.rate is not None:
            shop.clock.run_at(call.rate)
        return the_time(shop)

    async def new_order(self, request: Request) -> Any:
        spec = calls.read(await request.body(), OrderSpec)
        shop, maker = self._world.shop, self._world.maker
        now = shop.clock.now()
        before = maker.last.account if maker.last else None
        check_fits(spec, shop.accounts, now, before)
        order = maker.make(spec, now)
        shop.settle()
        return {"id": order.id}

    async def order(self, request: Request) -> Any:
        shop = self._settled()
        order = shop.known(request.path_params["order_id"])
        return whole_order(order, shop.clock.now())

    async def seller(self, request: Request) -> Any:
        call = calls.read(await request.body(), calls.SellerAct)
        return self._act(request, control_acts.by_seller(call))

    async def platform(self, request: Request) -> Any:
        call = calls.read(await request.body(), calls.PlatformAct)
        return self._act(request, control_acts.by_platform(call))

    async def account(self, request: Request) -> Any:
        call = calls.read(await request.body(), calls.AccountAct)
        shop, username = self._settled(), request.path_params["username"]
        if username not in shop.accounts:
            raise UnknownAccount(username)
        purchases.set_blocked(shop, username, is_blocked=call.do == "block")
        return truth_of_account(shop, shop.accounts[username])

    async def faults(self, request: Request) -> Any:
        del request
        return {"armed": self._world.shop.faults.listed()}

    async def arm(self, request: Request) -> Any:
        faults = calls.read_list(await request.body(), Fault)
        shop = self._world.shop
        check_faults(faults, shop.accounts)
        for fault in faults:
            shop.faults.arm(fault)
        return {"armed": shop.faults.listed()}

    async def disarm(self, request: Request) -> Any:
        """Nothing goes wrong any more, not even what the world came with."""
        del request
        self._world.shop.faults.clear()
        return {"armed": []}

    async def log(self, request: Request) -> Any:
        del request
        return self._world.shop.log

    def _act(self, request: Request, act: Act) -> dict[str, Any]:
        return truth_of_order(self._world.shop.change(request.path_params["order_id"], act))

    def _settled(self) -> Shop:
        self._world.shop.settle()
        return self._world.shop


def _scenario(call: calls.Reset) -> WorldSpec:
    if isinstance(call.scenario, WorldSpec):
        return call.scenario
    try:
        return scenarios.load(call.scenario)
    except scenarios.ScenarioError as error:
        raise Unfit("scenario", call.scenario, str(error)) from error


def _wind(shop: Shop, seconds: float) -> None:
    try:
        shop.wind(seconds)
    except ValueError as error:
        raise Unfit("advance_s", seconds, str(error)) from error


def _in_json(work: _Answer) -> Callable[[Request], Awaitable[Response]]:
    """Answer with JSON; what can't be done is 400, 404 or 409 and changes nothing."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await work(request))
        except calls.Malformed as error:
            return _malformed(error.complaints)
        except Unfit as unfit:
            return _malformed([unfit.complaint])
        except (UnknownOrder, UnknownAccount) as error:
            return JSONResponse({"error": str(error)}, 404)
        except NotPossibleNow as error:
            return JSONResponse({"error": str(error), "blocked": error.is_blocked}, 409)
        except acts.NotPossible as error:
            return JSONResponse({"error": str(error), **_state(error)}, 409)

    return answer


def _malformed(complaints: list[Complaint]) -> Response:
    fields = [
        {"field": one.field, "value": one.value, "expected": one.expected} for one in complaints
    ]
    return JSONResponse({"error": "; ".join(map(str, complaints)), "fields": fields}, 400)


def _state(error: acts.NotPossible) -> dict[str, Any]:
    order = error.order
    return {
        "status": order.status,
        "end_reason": order.end_reason,
        "refund_stage": order.refund.stage,
    }
