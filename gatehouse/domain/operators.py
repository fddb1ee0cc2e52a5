"""What operators do to applications from the shell, where nobody has to hold a permission."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, NamedTuple

from gatehouse.domain import application_credentials, audit, system_roles
from gatehouse.domain import applications as registry
from gatehouse.domain.services import Services
from gatehouse.persistence import application_roles, applications, roles
from gatehouse.persistence.applications import Application
from gatehouse.persistence.database import Transaction

_AT_ONCE = 100
_FIRST = "first"


class Registered(NamedTuple):
    """A new application, and its secret unless it can keep none."""

    client_id: str
    secret: str | None


async def register(services: Services, body: Mapping[str, Any], role_names: Sequence[str]) -> Registered:
    """Register an application with roles and a first secret."""
    await system_roles.add_missing(services.database, services.settings)
    async with services.database.transaction() as tx:
        application = await registry.add(services, tx, body)
        for role in await roles.list_named(tx, list(role_names)):
            await application_roles.grant(tx, application.id, role.name)
        await audit.record(
            tx, "applications.create", audit.SYSTEM, None, application.client_id, roles=list(role_names)
        )
        secret = None if application.is_public else await _add_secret(tx, application, _FIRST, None)
    return Registered(application.client_id, secret)


async def new_secret(services: Services, client_id: str, name: str, days: int | None) -> str:
    """Another secret of an application."""
    async with services.database.transaction() as tx:
        return await _add_secret(tx, await applications.lock(tx, client_id), name, days)


async def applications_of(services: Services) -> AsyncIterator[Application]:
    """All applications, in the order of their client_id."""
    after = ""
    while page := await applications.page(services.database.read, after, _AT_ONCE):
        for each in page:
            yield each
        after = page[-1].client_id


async def _add_secret(tx: Transaction, application: Application, name: str, days: int | None) -> str:
    made = await application_credentials.add_secret(tx, application, name, days)
    await audit.record(
        tx,
        "applications.create_secret",
        audit.SYSTEM,
        None,
        application.client_id,
        secret_id=str(made.stored.id),
    )
    return made.text
