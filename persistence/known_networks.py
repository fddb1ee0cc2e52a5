"""Where the owner of an account has signed in from, for as long as there is the account."""

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, Table, bindparam, delete, or_, select

from gatehouse.persistence.database import Reader, Transaction
from gatehouse.persistence.schema import metadata
from gatehouse.persistence.sessions import sessions
from gatehouse.persistence.statements import Statement, insert_into

known_networks = Table(
    "known_networks",
    metadata,
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("network", LargeBinary, primary_key=True),  # a code over it, as of the networks that are locked
)

_of_user = bindparam("wanted", type_=BigInteger)
_REMEMBER = Statement(insert_into(known_networks, "user_id", "network").on_conflict_do_nothing())
_KNOWS = Statement(
    select(
        or_(
            select(known_networks)
            .where(known_networks.c.user_id == _of_user, known_networks.c.network == bindparam("network"))
            .exists(),
            # Signed in before this was remembered.
            select(sessions.c.id)
            .where(sessions.c.user_id == _of_user, sessions.c.ip_address == bindparam("ip_address"))
            .exists(),
        )
    )
)
_ERASE = Statement(delete(known_networks).where(known_networks.c.user_id == bindparam("wanted")))


async def remember(tx: Transaction, user_id: int, network: bytes) -> None:
    await tx.execute(_REMEMBER, user_id=user_id, network=network)


async def knows(db: Reader, user_id: int, network: bytes, ip_address: str | None) -> bool:
    """Whether the user has signed in from there before."""
    return bool(await db.value(_KNOWS, wanted=user_id, network=network, ip_address=ip_address))


async def erase(tx: Transaction, user_id: int) -> None:
    await tx.execute(_ERASE, wanted=user_id)
