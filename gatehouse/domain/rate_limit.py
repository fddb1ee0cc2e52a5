"""The rate limit: one budget per network for all operations that write without credentials."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from math import ceil

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.actors import Client
from gatehouse.domain.services import Services
from gatehouse.persistence import limits

Handler = Callable[..., Awaitable[Answer]]

_POLICY = '"anonymous-writes"'


def rate_limited(handler: Handler) -> Handler:
    """Charge the budget of the client's network before the request is read, or raise `rate_limited`."""
    handler.gate = _spend  # type: ignore[attr-defined]
    return handler


async def _spend(services: Services, client: Client) -> dict[str, str]:
    """The headers that say what is left."""
    if not services.settings.rate_limit_enabled:
        return {}
    settings = services.settings
    window = timedelta(seconds=settings.rate_limit_window)
    cost = window / settings.rate_limit_requests
    key = services.vault.mac("rate-limit", client.network.encode())
    now = clock.now()
    paid_until = await limits.spend(services.database.autocommit, key, now, cost, window)
    policy = f"{_POLICY};q={settings.rate_limit_requests};w={settings.rate_limit_window}"
    if paid_until is None:
        wait = max(1, ceil(cost.total_seconds()))
        headers = {
            "RateLimit-Policy": policy,
            "RateLimit": f"{_POLICY};r=0;t={wait}",
            "Retry-After": str(wait),
        }
        raise Problem("rate_limited", "Too many requests. Wait as long as Retry-After says.", headers=headers)
    used = paid_until - now
    left = int((window - used) / cost)
    return {
        "RateLimit-Policy": policy,
        "RateLimit": f"{_POLICY};r={left};t={max(1, ceil(used.total_seconds()))}",
    }
