"""The application behind a token of its own, with its roles and what its tokens may come from."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Text, func, select, union_all

from gatehouse.persistence.application_keys import application_keys
from gatehouse.persistence.application_roles import application_roles
from gatehouse.persistence.application_secrets import application_secrets
from gatehouse.persistence.applications import applications
from gatehouse.persistence.database import Reader
from gatehouse.persistence.roles import current_version
from gatehouse.persistence.statements import Query, any_key


class ServiceAccount(NamedTuple):
    """An active application that acts for itself."""

    application_id: int
    uuid: UUID
    name: str
    client_id: str
    generation: int
    credentials: list[UUID]
    roles: list[str]
    rights: UUID | None


_credentials = union_all(
    *(
        select(table.c.id).where(table.c.application_id == applications.c.id).correlate(applications)
        for table in (application_secrets, application_keys)
    )
)
_roles = (
    select(application_roles.c.role)
    .where(application_roles.c.application_id == applications.c.id)
    .order_by(application_roles.c.role)
)
_BY_CLIENT_ID = Query(
    select(
        applications.c.client_id.label("key"),
        applications.c.id.label("application_id"),
        applications.c.uuid,
        applications.c.name,
        applications.c.client_id,
        applications.c.generation,
        func.array(_credentials.scalar_subquery()).label("credentials"),
        func.array(_roles.scalar_subquery()).label("roles"),
        current_version.label("rights"),
    ).where(applications.c.client_id == any_key(Text), applications.c.is_active),
    ServiceAccount,
)


async def get(db: Reader, client_id: str) -> ServiceAccount | None:
    return await db.by_key(_BY_CLIENT_ID, client_id)
