"""Applications: programs that are known by name, what they are for, and where they may send people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import asyncpg
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Identity,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    false,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from gatehouse.contract.problems import Problem
from gatehouse.persistence.database import Reader, Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, insert_into

_nothing = text("'{}'")
applications = Table(
    "applications",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("uuid", Uuid, nullable=False, unique=True),
    Column("client_id", Text(collation="C"), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("audience", Text, nullable=False, unique=True),
    Column("redirect_uris", ARRAY(Text), nullable=False, server_default=_nothing),
    Column("post_logout_redirect_uris", ARRAY(Text), nullable=False, server_default=_nothing),
    Column("backchannel_logout_uri", Text),
    Column("signing_algorithm", String(20), nullable=False, server_default=text("'EdDSA'")),
    Column("is_trusted", Boolean, nullable=False, server_default=false()),
    Column("is_active", Boolean, nullable=False, server_default=true()),
    Column("generation", Integer, nullable=False, server_default=text("1")),  # of its tokens; others are void
    Column("version", BigInteger, nullable=False, server_default=text("1")),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

SERVICE: Final = "service"
NATIVE: Final = "native"
BROWSER: Final = "browser"


class Application(NamedTuple):
    """A registered program."""

    id: int
    uuid: UUID
    client_id: str
    name: str
    kind: str
    audience: str
    redirect_uris: list[str]
    post_logout_redirect_uris: list[str]
    backchannel_logout_uri: str | None
    signing_algorithm: str
    is_trusted: bool
    is_active: bool
    created_at: datetime
    updated_at: datetime
    generation: int
    version: int

    @property
    def is_public(self) -> bool:
        """Whether it runs where it can keep no secret."""
        return self.kind in (NATIVE, BROWSER)


_CHANGEABLE = (
    "name",
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "signing_algorithm",
    "is_trusted",
    "is_active",
    "generation",
    "updated_at",
)
_columns = [applications.c[name] for name in Application._fields]
_by_client_id = select(*_columns).where(applications.c.client_id == bindparam("wanted"))
_GET = Query(_by_client_id, Application)
_LOCK = Query(_by_client_id.with_for_update(), Application)
_BY_AUDIENCE = Query(select(*_columns).where(applications.c.audience == bindparam("wanted")), Application)
_PAGE = Query(
    select(*_columns)
    .where(applications.c.client_id > bindparam("after"))
    .order_by(applications.c.client_id)
    .limit(bindparam("limit")),
    Application,
)
_NEW = (
    "uuid",
    "client_id",
    "name",
    "kind",
    "audience",
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "signing_algorithm",
    "is_trusted",
    "created_at",
    "updated_at",
)
_ADD = Statement(insert_into(applications, *_NEW))
_CHANGE = Statement(
    update(applications)
    .where(applications.c.id == bindparam("application_id"))
    .values({name: bindparam(name) for name in _CHANGEABLE} | {"version": applications.c.version + 1})
)
_END_TOKENS = Statement(
    update(applications)
    .where(applications.c.id == bindparam("application_id"))
    .values(generation=applications.c.generation + 1)
)
_DELETE = Statement(delete(applications).where(applications.c.id == bindparam("application_id")))


async def find(db: Reader, client_id: str) -> Application | None:
    return await db.one(_GET, wanted=client_id)


async def find_by_audience(db: Reader, audience: str) -> Application | None:
    return await db.one(_BY_AUDIENCE, wanted=audience)


async def get(db: Reader, client_id: str) -> Application:
    return _found(await find(db, client_id))


async def lock(tx: Transaction, client_id: str) -> Application:
    """The application, locked until the transaction ends."""
    return _found(await tx.one(_LOCK, wanted=client_id))


async def page(db: Reader, after: str, limit: int) -> list[Application]:
    return await db.all(_PAGE, after=after, limit=limit)


async def add(tx: Transaction, values: Mapping[str, Any]) -> None:
    try:
        await tx.execute(_ADD, **values)
    except asyncpg.UniqueViolationError:
        raise audience_taken() from None


async def change(tx: Transaction, application: Application) -> None:
    """Store what can be changed of it."""
    values = {name: getattr(application, name) for name in _CHANGEABLE}
    await tx.execute(_CHANGE, application_id=application.id, **values)


async def end_tokens(db: Writer, application_id: int) -> None:
    """Refuse every token that the application was given so far."""
    await db.execute(_END_TOKENS, application_id=application_id)


async def remove(tx: Transaction, application_id: int) -> None:
    """Delete the application with all that belongs to it."""
    await tx.execute(_DELETE, application_id=application_id)


def audience_taken() -> Problem:
    return Problem("audience_taken", "Another application, or the service itself, has this audience.")


def _found(application: Application | None) -> Application:
    if application is None:
        raise Problem("application_not_found", "No such application.")
    return application
