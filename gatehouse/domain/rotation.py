"""Exchanging SECRET_KEY: all that was made with the old one ends, and what must be kept is made anew."""

from gatehouse.core import clock
from gatehouse.domain import audit
from gatehouse.domain.factors import seal_anew
from gatehouse.domain.services import Services
from gatehouse.persistence import idempotency, one_time_tokens, outbox, sessions
from gatehouse.security.crypto import Vault


async def exchange_secret(services: Services, new_secret: str) -> int:
    """Replace the signing keys by one that the new secret seals; returns how many sessions ended.

    Whoever has the old secret may have the signing keys too, so none of them stays. Refresh tokens, one-time
    tokens and cursors carry codes of the old secret; stored answers are sealed with it.
    """
    now = clock.now()
    async with services.database.transaction() as tx:
        await services.keys.replace_all(tx, Vault(new_secret))
        await seal_anew(tx, services.vault, Vault(new_secret))
        ended = await sessions.end_everyones(tx, now)
        await one_time_tokens.void_everyones(tx, now)
        await outbox.discard_tokens(tx)
        await idempotency.delete_all(tx)
        await audit.record(tx, "system.rotate_secret", audit.SYSTEM, None, ended_sessions=ended)
    return ended
