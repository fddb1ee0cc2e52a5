"""One budget of anonymous writing requests for each caller, whichever of them they use."""

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
    """Spend from the caller's budget before the handler runs; `rate_limited` once it is used up."""

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
    moment = clock.now()
    paid_until = await limits.spend(services.database.single, key, moment, cost, window)
    policy = f"{_POLICY};q={settings.rate_limit_requests};w={settings.rate_limit_window}"
    if paid_until is None:
        wait = max(1, ceil(cost.total_seconds()))
        headers = {
            "RateLimit-Policy": policy,
            "RateLimit": f"{_POLICY};r=0;t={wait}",
            "Retry-After": str(wait),
        }
        raise Problem("rate_limited", "Too many requests; try again later.", headers=headers)
    used = paid_until - moment
    left = int((window - used) / cost)
    return {
        "RateLimit-Policy": policy,
        "RateLimit": f"{_POLICY};r={left};t={max(1, ceil(used.total_seconds()))}",
    }
