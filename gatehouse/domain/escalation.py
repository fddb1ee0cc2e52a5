"""Attempts to reach beyond one's own permissions: recorded, although the rest of the request is undone."""

from datetime import timedelta
from functools import wraps
from inspect import signature
from typing import Any

from gatehouse.contract.answer import Answer, Handler
from gatehouse.contract.problems import Problem
from gatehouse.domain import audit
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.limits import Budget
from gatehouse.domain.services import Services

_BUDGET = Budget(60, timedelta(hours=1))  # of one account: enough to notice it, too little to fill a disk
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
    if await _BUDGET.allows(db, key):
        target = None if caller.kind == "application" else caller.user_uuid
        await audit.record(db, "access.escalation_refused", client, caller, target, operation=operation)
