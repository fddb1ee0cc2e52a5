"""What the service has mailed."""

import asyncio

from tests.support.database import execute
from tests.support.service import Service


async def subjects(service: Service, recipient: str) -> list[str]:
    """The subjects of all mails to somebody, once nothing waits to be sent."""
    await sent(service)
    return [message.subject for message in service.mailer.sent if message.recipient == recipient]


async def sent(service: Service) -> None:
    """Wait until the outbox is empty."""
    for _ in range(250):
        if not await execute(service.settings, "SELECT FROM outbox"):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("there are mails that nobody sends")
