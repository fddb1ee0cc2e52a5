"""Attempts to reach beyond one's own permissions: recorded, although the rest of the request is undone."""

from collections.abc import Awaitable, Callable
from functools import wraps
from inspect import signature
from typing import Any

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.domain import audit

Handler = Callable[..., Awaitable[Answer]]

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
                db = arguments["services"].database.autocommit
                client, caller = arguments["client"], arguments["caller"]
                await audit.record(
                    db, "access.escalation_refused", client, caller, caller.user_uuid, operation=operation
                )
            raise

    return recording
