"""What operators want to know of the database, in one query."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, literal_column, select

from gatehouse.persistence.database import Reader
from gatehouse.persistence.outbox import outbox
from gatehouse.persistence.signing_keys import signing_keys
from gatehouse.persistence.statements import Query, Statement


class State(NamedTuple):
    """Of the whole installation, as the database sees it."""

    now: datetime
    schema_version: str
    emails_waiting: int
    oldest_email: datetime | None
    signing_key_created: datetime | None


_signing = signing_keys.c.retires_at.is_(None)
_STATE = Query(
    select(
        func.clock_timestamp().label("now"),
        literal_column("(SELECT version_num FROM alembic_version)").label("schema_version"),
        select(func.count()).select_from(outbox).scalar_subquery().label("emails_waiting"),
        select(func.min(outbox.c.created_at)).scalar_subquery().label("oldest_email"),
        select(func.max(signing_keys.c.created_at))
        .where(_signing)
        .scalar_subquery()
        .label("signing_key_created"),
    ),
    State,
)


_NOW = Statement(select(func.clock_timestamp()))


async def now(db: Reader) -> datetime:
    """The time by the clock of the database."""
    told: datetime = await db.value(_NOW)
    return told


async def get(db: Reader) -> State | None:
    return await db.one(_STATE)
