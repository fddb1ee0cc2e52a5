"""What people let applications know and do: asked for once, remembered, and withdrawn at any time."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import audit
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.openid import scopes
from gatehouse.domain.services import Services
from gatehouse.domain.stepping_up import ENROL_FIRST, lacks_factor
from gatehouse.persistence import application_sessions, applications, consents, principals
from gatehouse.persistence.applications import NATIVE, Application


class Person(NamedTuple):
    """Somebody who is signed in with a browser, at an application."""

    user_id: int
    user_uuid: UUID
    session_id: UUID
    application: Application


async def grantable(services: Services, person: Person, names: Iterable[str]) -> list[str]:
    """Of what was asked for, what means something here and the person has to give.

    Who has to enrol a second factor first gives nothing.
    """
    db, now = services.database.read, clock.now()
    bearer = await principals.by_session(db, person.session_id, person.user_uuid, now)
    if bearer is None:
        raise Problem("invalid_token", "The session has ended.")
    if lacks_factor(services.settings, bearer.roles, has_factor=bearer.has_factor):
        raise Problem("factor_enrolment_required", ENROL_FIRST)
    held = (await services.rights.of(bearer)).permissions
    own = {permission.name for permission in await scopes.permissions_of(services, person.application)}
    return [name for name in names if name in scopes.OF_OPENID or (name in own and name in held)]


async def is_needed(
    services: Services, person: Person, scope: Iterable[str], prompts: frozenset[str]
) -> bool:
    """Whether to ask. Nobody knows which program is behind the address of a native one, so that asks anew."""
    application = person.application
    if application.is_trusted:
        return False
    if application.kind == NATIVE or "consent" in prompts:
        return True
    given = await consents.scope_of(services.database.read, person.user_id, application.id)
    return not set(scope) <= set(given)


async def give(services: Services, person: Person, scope: Iterable[str], client: Client) -> None:
    """Remember that the application may have this, beside what it had before."""
    application = person.application
    async with services.database.transaction() as tx:
        before = await consents.scope_of(tx, person.user_id, application.id)
        every = sorted({*before, *scope})
        await consents.give(tx, person.user_id, application.id, every, clock.now())
        who = person.user_uuid
        await audit.record(tx, "openid.consent", client, who, who, application=application.client_id)


async def withdraw(services: Services, client: Client, caller: Principal, client_id: str) -> None:
    """Forget what the application may have, and end the sessions that it was given."""
    async with services.database.transaction() as tx:
        application = await applications.find(tx, client_id)
        if application is None or not await consents.withdraw(tx, caller.user_id, application.id):
            raise Problem("application_not_found", "You have allowed this application nothing.")
        await application_sessions.end_of_user(tx, caller.user_id, application.id, clock.now())
        who = caller.user_uuid
        await audit.record(tx, "openid.withdraw_consent", client, caller, who, application=client_id)
