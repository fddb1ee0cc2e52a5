"""Stepping up: sensitive operations ask for a second factor that the session has shown a short while ago."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.errors import PROBLEMS
from gatehouse.core.settings import Settings
from gatehouse.domain import attempts, audit, factor_proofs, logins, passkey_steps, sessions
from gatehouse.domain.access import require_live
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.factor_proofs import Show
from gatehouse.domain.services import Services
from gatehouse.persistence import credentials
from gatehouse.security.tokens import ACR_SEVERAL

Json = dict[str, Any]

ENROL_FIRST: Final = "Your role needs a second factor. Add a passkey or an authenticator app first."
_STEP_UP: Final = "step_up"  # a purpose of challenges
_ASKED: Final = "This needs a second factor that was shown in the last {minutes} minutes. Step up first."


def require_recent_factor(settings: Settings, caller: Principal) -> None:
    """`step_up_required` if the account has a second factor that this session has not shown lately.

    An API key cannot show one: making it has asked for it.
    """
    due = is_factor_due(settings, has_factor=caller.has_factor, factor_at=caller.factor_at)
    if caller.kind == "user" and due:
        detail = _ASKED.format(minutes=settings.step_up_minutes)
        headers = {"WWW-Authenticate": _challenge(detail, settings.step_up_minutes * 60)}
        raise Problem("step_up_required", detail, headers=headers, caller=caller)


def is_factor_due(settings: Settings, *, has_factor: bool, factor_at: datetime | None) -> bool:
    """Whether somebody has a second factor that their session has not shown lately."""
    life = timedelta(minutes=settings.step_up_minutes)
    return has_factor and (factor_at is None or clock.now() - factor_at >= life)


def lacks_factor(settings: Settings, roles: Iterable[str], *, has_factor: bool) -> bool:
    """Whether somebody with these roles needs a second factor and has none."""
    return not has_factor and not frozenset(settings.factor_required_for_roles).isdisjoint(roles)


def require_factor(settings: Settings, caller: Principal) -> None:
    """`factor_enrolment_required` from people whose role needs a factor that they lack, with keys, too."""
    if caller.kind != "application" and lacks_factor(settings, caller.roles, has_factor=caller.has_factor):
        raise Problem("factor_enrolment_required", ENROL_FIRST, caller=caller)


async def by_code(services: Services, caller: Principal, code: str, client: Client) -> Json:
    """Tokens for a code."""
    return await _step_up(services, caller, factor_proofs.by_code(services, code), client)


async def begin_passkey(services: Services, caller: Principal) -> Json:
    """What a browser needs to sign a challenge for this session."""
    return await passkey_steps.challenge(services, caller.user_id, caller.credential_id, _STEP_UP)


async def by_passkey(services: Services, caller: Principal, credential: Json, client: Client) -> Json:
    """Tokens for a signature."""
    assertion = await passkey_steps.read(credential)
    show = await passkey_steps.by_passkey(services, assertion, caller.credential_id, _STEP_UP)
    return await _step_up(services, caller, show, client)


async def _step_up(services: Services, caller: Principal, show: Show, client: Client) -> Json:
    """What is wrong counts as at sign-in, and for the session, which the last guess ends."""

    async def prove() -> Json:
        return await _prove(services, caller, show, client)

    counter = attempts.of_session_codes(services, caller.credential_id)
    async with attempts.attempt(services, counter, attempts.ANYWHERE) as guess:
        outcome = await factor_proofs.counted(services, caller.user_id, client, prove)
        guess.right = not isinstance(outcome, Problem)
    if isinstance(outcome, Problem):
        if guess.last:
            await logins.end_for_guessing(services, caller, client)
        raise outcome
    return outcome


async def _prove(services: Services, caller: Principal, show: Show, client: Client) -> Json:
    issuer = await services.keys.issuer()
    async with services.database.transaction() as tx:
        found = await credentials.lock(tx, caller.user_id)
        await require_live(tx, caller)
        if found is None or not found.has_factor:
            raise Problem("no_factor", "You have no second factor, and nothing asks for one. Go ahead.")
        shown = await show(tx, found)
        session = await sessions.strengthen(tx, caller.credential_id, shown.method)
        await audit.record(tx, "auth.step_up", client, caller, caller.user_uuid, factor=shown.kind)
    return sessions.newest_pair(services, issuer, caller.credential_id, session)


def _challenge(detail: str, seconds: int) -> str:
    """As RFC 9470 has it."""
    return (
        f'Bearer realm="{PROBLEMS.brand}", error="insufficient_user_authentication", '
        f'error_description="{detail}", acr_values="{ACR_SEVERAL}", max_age="{seconds}"'
    )
