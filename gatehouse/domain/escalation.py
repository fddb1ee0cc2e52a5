"""Attempts to reach beyond one's own permissions: recorded, although the rest of the request is undone."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from inspect import signature
from typing import Any

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import audit
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.services import Services
from gatehouse.persistence import limits

Handler = Callable[..., Awaitable[Answer]]

_WINDOW = timedelta(hours=1)
_COST = _WINDOW / 60  # so many entries of one account at once: enough to notice it, too few to fill a disk
_KNOWS_WHO = {"services", "client", "caller"}


def recording_escalation(operation: str, handler: Handler) -> Handler:
    """The same handler; who is refused with `privilege_escalation` is in the audit trail."""
    if not signature(handler).parameters.keys() >= _KNOWS_WHO:
        return handler

    @wraps(handler)
    async def recording(**arguments: Any) -> Answer:
        try:
            return await handler(**arguments)
        except Problem as problem:
            if problem.code == "privilege_escalation":
                await _record(operation, arguments["services"], arguments["client"], arguments["caller"])
            raise

    return recording


async def _record(operation: str, services: Services, client: Client, caller: Principal) -> None:
    db = services.database.autocommit
    key = services.vault.mac("escalation", str(caller.user_id).encode())
    if await limits.spend(db, key, clock.now(), _COST, _WINDOW) is not None:
        await audit.record(
            db, "access.escalation_refused", client, caller, caller.user_uuid, operation=operation
        )
