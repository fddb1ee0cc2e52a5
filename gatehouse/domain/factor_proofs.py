"""Proofs of a second factor: what somebody shows, counted as passwords are."""

from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple, TypeVar

from gatehouse.contract.problems import Problem
from gatehouse.domain import attempts, audit
from gatehouse.domain.actors import Client
from gatehouse.domain.factor_codes import RECOVERY_CODE, WRONG, use_code
from gatehouse.domain.mailing import mail_notice
from gatehouse.domain.services import Services
from gatehouse.persistence import credentials
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.security.tokens import CODE

T = TypeVar("T")

PASSKEY_INVALID: Final = "passkey_invalid"
_REFUSALS: Final = (WRONG, PASSKEY_INVALID)


class Shown(NamedTuple):
    """A second factor that somebody has shown to have, and the method by RFC 8176."""

    kind: str
    method: str


Show = Callable[[Transaction, Credentials], Awaitable[Shown]]
"""Uses up what proves a factor of the account, or raises one of `_REFUSALS`."""


def by_code(services: Services, code: str) -> Show:
    """Show a code of an app, or a recovery code, of which the owner is told."""

    async def show(tx: Transaction, found: Credentials) -> Shown:
        kind = await use_code(services, tx, found.user_id, code)
        if kind == RECOVERY_CODE:
            await mail_notice(tx, "recovery_code_used", found.username, found.email)
        return Shown(kind, CODE)

    return show


async def counted(
    services: Services, user_id: int, client: Client, prove: Callable[[], Awaitable[T]]
) -> T | Problem:
    """What the proof gives, or why it is wrong, which counts; whatever else is raised does not."""
    counter = attempts.of_codes(services, user_id)
    async with attempts.attempt(services, counter, client) as attempt:
        if not await attempts.within_account_budget(services, user_id, counter, client):
            raise attempts.locked(services, attempts.ACCOUNT_WINDOW)
        outcome = await _tried(prove)
        attempt.right = not isinstance(outcome, Problem)
    if isinstance(outcome, Problem):
        await _note_failure(services, user_id, client, locks=attempt.last)
    else:
        services.postman.nudge()
    return outcome


async def _tried(prove: Callable[[], Awaitable[T]]) -> T | Problem:
    try:
        return await prove()
    except Problem as problem:
        if problem.code not in _REFUSALS:
            raise
        return problem


async def _note_failure(services: Services, user_id: int, client: Client, *, locks: bool) -> None:
    db = services.database
    found = await credentials.by_id(db.read, user_id)
    details = {"locks": True} if locks else {}
    target = found.uuid if found else None
    await audit.record(db.autocommit, "auth.factor_failed", client, None, target, **details)
