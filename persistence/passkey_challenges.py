"""Challenges of passkeys: one for each session or sign-in that asked, used once."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, LargeBinary, String, Table, Uuid, bindparam, delete

from gatehouse.persistence.database import Transaction, Writer
from gatehouse.persistence.schema import Moment, metadata
from gatehouse.persistence.statements import Query, Statement, delete_some, insert_into

passkey_challenges = Table(
    "passkey_challenges",
    metadata,
    Column("bound_to", Uuid, primary_key=True),  # the session, or the one-time token of the sign-in
    Column("purpose", String(20), primary_key=True),
    Column("challenge", LargeBinary, nullable=False),
    Column("expires_at", Moment, nullable=False),
)


class _Challenge(NamedTuple):
    challenge: bytes


_new = insert_into(passkey_challenges, "bound_to", "purpose", "challenge", "expires_at")
_PUT = Statement(
    _new.on_conflict_do_update(
        index_elements=[passkey_challenges.c.bound_to, passkey_challenges.c.purpose],
        set_={name: _new.excluded[name] for name in ("challenge", "expires_at")},
    )
)
_USE = Query(
    delete(passkey_challenges)
    .where(
        passkey_challenges.c.bound_to == bindparam("bearer"),
        passkey_challenges.c.purpose == bindparam("wanted"),
        passkey_challenges.c.expires_at > bindparam("now"),
    )
    .returning(passkey_challenges.c.challenge),
    _Challenge,
)
_PURGE = delete_some(passkey_challenges, passkey_challenges.c.expires_at < bindparam("before"))


async def put(db: Writer, bound_to: UUID, purpose: str, challenge: bytes, expires_at: datetime) -> None:
    """Store a challenge in place of the one before."""
    await db.execute(_PUT, bound_to=bound_to, purpose=purpose, challenge=challenge, expires_at=expires_at)


async def use(db: Writer, bound_to: UUID, purpose: str, now: datetime) -> bytes | None:
    """Use up the challenge; only one of several parallel attempts gets it."""
    used = await db.one(_USE, bearer=bound_to, wanted=purpose, now=now)
    return used.challenge if used else None


async def purge(tx: Transaction, before: datetime) -> int:
    return await tx.execute(_PURGE, before=before)
