"""A request repeated with the same Idempotency-Key is carried out once and gets the same response.

The key and the sealed answer are stored in the transaction that does the work: they are committed with it or
not at all, whatever is killed or lost meanwhile.
"""

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from inspect import Parameter, Signature, signature
from typing import Any

import orjson

from gatehouse.contract.answer import Answer, Handler, dump
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.actors import Principal
from gatehouse.domain.postman import LaterPostman
from gatehouse.domain.services import Services
from gatehouse.persistence import idempotency
from gatehouse.persistence.database import Database, Reader, Transaction
from gatehouse.persistence.joint import JointDatabase, joint
from gatehouse.security.crypto import Vault

_REMEMBERED = timedelta(days=1)
_SEAL = "idempotent-answer"
_TRIES = 20
_PAUSE_SECONDS = 0.1
_NOT_IN_KEY = {"client", "caller", "authorization", "body"}


class _AnsweredMeanwhile(Exception):
    """Another request with the same key was carried out first."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def idempotent(handler: Handler) -> Handler:
    """Replay the first answer for a key; only answers are kept, so a failed request may be tried again."""

    @functools.wraps(handler)
    async def once(*, services: Services, idempotency_key: str | None = None, **arguments: Any) -> Answer:
        if idempotency_key is None:
            return await handler(services=services, **arguments)
        request = _identify(services.vault, handler, arguments, idempotency_key)
        if earlier := await request.answer(services.database.read):
            return earlier
        try:
            return await _carry_out(services, request, handler, arguments)
        except _AnsweredMeanwhile as meanwhile:
            return meanwhile.answer

    once.__signature__ = _with_key(signature(handler))  # type: ignore[attr-defined]
    return once


def _with_key(declared: Signature) -> Signature:
    """Handlers need not declare the argument that is handled here."""
    key = Parameter("idempotency_key", Parameter.KEYWORD_ONLY, default=None)
    return declared.replace(parameters=[*declared.parameters.values(), key])


@dataclass(frozen=True, slots=True)
class _Request:
    """What has a key, as far as it matters whether two are the same."""

    vault: Vault
    key: bytes
    fingerprint: bytes

    async def answer(self, db: Reader) -> Answer | None:
        """The answer to the first request with this key, if there is one."""
        earlier = await idempotency.find(db, self.key, clock.now())
        if earlier is None:
            return None
        if earlier.fingerprint != self.fingerprint:
            raise Problem(
                "idempotency_key_reused",
                "This Idempotency-Key was already used with a different body. Use a new one.",
            )
        if earlier.answer is None:
            raise _in_progress()
        body, status, headers = orjson.loads(self.vault.unseal(_SEAL, earlier.answer))
        return Answer(body, status, {**headers, "Idempotency-Replayed": "true"})

    @asynccontextmanager
    async def claimed(self, database: Database) -> AsyncIterator[Transaction]:
        """A transaction beside which no other has this key; who waits for it holds no connection."""
        for _ in range(_TRIES):
            async with database.transaction() as tx:
                if await idempotency.lock(tx, self.key):
                    if earlier := await self.answer(tx):
                        raise _AnsweredMeanwhile(earlier)
                    yield tx
                    return
            await asyncio.sleep(_PAUSE_SECONDS)
        raise _in_progress()

    async def keep(self, tx: Transaction, answer: Answer) -> None:
        sealed, now = self.vault.seal(_SEAL, dump(list(answer))), clock.now()
        if not await idempotency.keep(
            tx, self.key, self.fingerprint, sealed, now=now, expires_at=now + _REMEMBERED
        ):
            raise _in_progress()


def _identify(vault: Vault, handler: Handler, arguments: dict[str, Any], given: str) -> _Request:
    """The same key means the same request only for the same caller, operation and path.

    Who calls without credentials is known by the body alone, by the password or token in it: a stranger who
    guesses the key neither learns that it was used nor stands in its way, and its owner may repeat the
    request from another network.
    """
    fingerprint = vault.mac("idempotent-body", orjson.dumps(arguments["body"], option=orjson.OPT_SORT_KEYS))
    caller: Principal | None = arguments.get("caller")
    others = sorted((name, str(value)) for name, value in arguments.items() if name not in _NOT_IN_KEY)
    who = str(caller.user_uuid) if caller else fingerprint.hex()
    operation = f"{handler.__module__}.{handler.__name__}"
    key = vault.mac("idempotency-key", f"{operation}\n{others}\n{who}\n{given}".encode())
    return _Request(vault, key, fingerprint)


async def _carry_out(
    services: Services, request: _Request, handler: Handler, arguments: dict[str, Any]
) -> Answer:
    """Commit the work of the handler and its answer at once."""
    postman = LaterPostman(services.postman)
    async with joint(services.database, request.claimed(services.database)) as database:
        own = replace(services, database=database, postman=postman)
        outcome = await _outcome(handler(services=own, **arguments), database)
        if isinstance(outcome, Answer):
            await request.keep(await database.whole(), outcome)
    postman.committed()
    if isinstance(outcome, Problem):
        raise outcome
    return outcome


async def _outcome(answer: Awaitable[Answer], database: JointDatabase) -> Answer | Problem:
    """The answer; or the problem, if it came after work that stays, such as the end of a stolen session."""
    try:
        return await answer
    except Problem as problem:
        if database.has_changes:
            return problem
        raise


def _in_progress() -> Problem:
    return Problem(
        "idempotency_in_progress",
        "A request with this Idempotency-Key is still in progress.",
        headers={"Retry-After": "1"},
    )
