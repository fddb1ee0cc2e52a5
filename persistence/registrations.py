"""Registrations that wait for their address to be confirmed, and usernames that are kept beside them."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import bindparam

from gatehouse.persistence import users
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.statements import delete_some

PENDING = "pending_verification"

_users = users.users
_PURGE = delete_some(_users, (_users.c.status == PENDING) & (_users.c.created_at < bindparam("before")))


async def reserve(tx: Transaction, username: str, username_key: str, now: datetime) -> None:
    """Keep a username by a row that looks like an erased user, or `username_taken`."""
    uuid = uuid4()
    values = {
        "uuid": uuid,
        "email": f"reserved-{uuid}@invalid",
        "email_key": f"reserved-{uuid}",
        "username": username,
        "username_key": username_key,
        "full_name_key": "",
        "metadata": {},
        "search_grams": [],
        "status": PENDING,
        "is_verified": False,
        "created_at": now,
        "updated_at": now,
    }
    user_id = await users.add(tx, values)
    await users.change(tx, user_id, now, {"deleted_at": now, "erased_at": now})


async def purge(tx: Transaction, before: datetime) -> int:
    """Delete registrations from before then that were never confirmed, and the usernames kept beside them."""
    return await tx.execute(_PURGE, before=before)
