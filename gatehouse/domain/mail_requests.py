"""Emails that anybody may ask for. Whom an address belongs to is looked up later: the answer cannot tell."""

from gatehouse.core import clock
from gatehouse.domain.actors import Client
from gatehouse.domain.mailing import REQUEST
from gatehouse.domain.services import Services
from gatehouse.persistence import outbox


async def ask(services: Services, client: Client, email: str, kind: str) -> None:
    """Have the postman email a token to whoever has this address, if it helps them."""
    autocommit = services.database.autocommit
    await outbox.add(autocommit, kind + REQUEST, email, client._asdict(), clock.now())
    services.postman.nudge()
