"""What the service has mailed."""

from tests.support.service import Service
from tests.support.waiting import until_found


async def subjects(service: Service, recipient: str) -> list[str]:
    """The subjects of all mails to somebody, once nothing waits to be sent."""
    await sent(service)
    return [message.subject for message in service.mailer.sent if message.recipient == recipient]


async def sent(service: Service) -> None:
    """Wait until the outbox is empty."""
    await until_found(service.settings, "SELECT WHERE NOT EXISTS (SELECT FROM outbox)")
