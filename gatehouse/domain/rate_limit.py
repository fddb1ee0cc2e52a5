"""The rate limit: one budget per caller for all operations that write without credentials."""

import functools
from collections.abc import Awaitable, Callable
from datetime import timedelta
from math import ceil
from typing import Any

from gatehouse.contract.answer import Answer
from gatehouse.core import clock
from gatehouse.core.errors import Problem
from gatehouse.domain.actors import Client
from gatehouse.domain.services import Services
from gatehouse.persistence import limits

Handler = Callable[..., Awaitable[Answer]]

_POLICY = '"anonymous-writes"'


def rate_limited(handler: Handler) -> Handler:
    """Charge the caller's budget before the handler runs; `rate_limited` if it is used up."""

    @functools.wraps(handler)
    async def limited(*, services: Services, client: Client, **arguments: Any) -> Answer:
        if not services.settings.rate_limit_enabled:
            return await handler(services=services, client=client, **arguments)
        headers = await _spend(services, client)
        answer = await handler(services=services, client=client, **arguments)
        return answer._replace(headers={**answer.headers, **headers})

    return limited


async def _spend(services: Services, client: Client) -> dict[str, str]:
    settings = services.settings
    window = timedelta(seconds=settings.rate_limit_window)
    cost = window / settings.rate_limit_requests
    key = services.vault.mac("rate-limit", client.network.encode())
    now = clock.now()
    paid_until = await limits.spend(services.database.single, key, now, cost, window)
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
