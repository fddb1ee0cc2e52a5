"""A request repeated with the same Idempotency-Key is carried out once and gets the same response."""

import functools
from collections.abc import Awaitable, Callable
from datetime import timedelta
from inspect import Parameter, Signature, signature
from typing import Any

import orjson

from gatehouse.contract.answer import Answer, dump
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.actors import Principal
from gatehouse.domain.services import Services
from gatehouse.persistence import idempotency

Handler = Callable[..., Awaitable[Answer]]

_REMEMBERED = timedelta(days=1)
_ABANDONED = timedelta(minutes=1)
_SEAL = "idempotent-answer"


def idempotent(handler: Handler) -> Handler:
    """Replay the first answer for a key; only answers are kept, so a failed request may be tried again."""

    @functools.wraps(handler)
    async def once(*, services: Services, idempotency_key: str | None = None, **arguments: Any) -> Answer:
        if idempotency_key is None:
            return await handler(services=services, **arguments)
        key = _key(services, handler, arguments.get("caller"), idempotency_key)
        if replayed := await _claim(services, key, arguments["body"]):
            return replayed
        try:
            answer = await handler(services=services, **arguments)
        except BaseException:
            await idempotency.forget(services.database.autocommit, key)
            raise
        sealed = services.vault.seal(_SEAL, dump(list(answer)))
        await idempotency.keep(services.database.autocommit, key, sealed)
        return answer

    once.__signature__ = _with_key(signature(handler))  # type: ignore[attr-defined]
    return once


def _with_key(declared: Signature) -> Signature:
    """Handlers need not declare the argument that is handled here."""
    key = Parameter("idempotency_key", Parameter.KEYWORD_ONLY, default=None)
    return declared.replace(parameters=[*declared.parameters.values(), key])


def _key(services: Services, handler: Handler, caller: Principal | None, given: str) -> bytes:
    """The same key means the same request only for the same caller and operation."""
    who = str(caller.user_uuid) if caller else "anyone"
    operation = f"{handler.__module__}.{handler.__name__}"
    return services.vault.mac("idempotency-key", f"{operation}\n{who}\n{given}".encode())


async def _claim(services: Services, key: bytes, body: Any) -> Answer | None:
    """None for the first request of a key, the first answer for those that follow."""
    fingerprint = services.vault.mac("idempotent-body", orjson.dumps(body, option=orjson.OPT_SORT_KEYS))
    now = clock.now()
    async with services.database.transaction() as tx:
        earlier = await idempotency.claim(
            tx,
            key,
            fingerprint,
            now=now,
            expires_at=now + _REMEMBERED,
            abandoned_before=now - _ABANDONED,
        )
    if earlier is None:
        return None
    if earlier.fingerprint != fingerprint:
        raise Problem(
            "idempotency_key_reused",
            "This Idempotency-Key was already used with a different body. Use a new one.",
        )
    if earlier.answer is None:
        raise Problem("idempotency_in_progress", "A request with this Idempotency-Key is still in progress.")
    body, status, headers = orjson.loads(services.vault.unseal(_SEAL, earlier.answer))
    return Answer(body, status, {**headers, "Idempotency-Replayed": "true"})
