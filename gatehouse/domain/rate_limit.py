"""The rate limit: one budget per network for all operations that write without credentials."""

from math import ceil

from gatehouse.contract.answer import Handler
from gatehouse.contract.problems import Problem
from gatehouse.domain.actors import Client
from gatehouse.domain.services import Services

_POLICY = '"anonymous-writes"'


def rate_limited(handler: Handler) -> Handler:
    """Charge the budget of the client's network before the request is read, or raise `rate_limited`."""
    handler.gate = spend  # type: ignore[attr-defined]
    return handler


async def spend(services: Services, client: Client) -> dict[str, str]:
    """Charge one request; the headers that say what is left."""
    if not services.settings.rate_limit_enabled:
        return {}
    settings, limits = services.settings, services.limits
    used = await limits.spend(services.vault.mac("rate-limit", client.network.encode()))
    policy = f"{_POLICY};q={settings.rate_limit_requests};w={settings.rate_limit_window}"
    if used is None:
        wait = max(1, ceil(limits.cost.total_seconds()))
        headers = {
            "RateLimit-Policy": policy,
            "RateLimit": f"{_POLICY};r=0;t={wait}",
            "Retry-After": str(wait),
        }
        raise Problem("rate_limited", "Too many requests. Wait as long as Retry-After says.", headers=headers)
    left = int((limits.window - used) / limits.cost)
    return {
        "RateLimit-Policy": policy,
        "RateLimit": f"{_POLICY};r={left};t={max(1, ceil(used.total_seconds()))}",
    }
