"""Mail for tests: it is kept."""

import asyncio

from gatehouse.core.mail.message import Message


class MemoryMailer:
    """Remembers what was sent, and waits for what is about to be."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self._arrived = asyncio.Condition()

    async def send(self, message: Message) -> None:
        async with self._arrived:
            self.sent.append(message)
            self._arrived.notify_all()

    async def wait_for(
        self,
        recipient: str,
        containing: str = "",
        timeout: float = 5,
    ) -> Message:
        """The newest mail to the recipient with that text in it; a TimeoutError if none comes."""
        async with asyncio.timeout(timeout), self._arrived:
            await self._arrived.wait_for(lambda: self._find(recipient, containing))
        return self._find(recipient, containing)[-1]

    def _find(self, recipient: str, containing: str) -> list[Message]:
        return [
            message
            for message in self.sent
            if message.recipient == recipient and containing in f"{message.subject}\n{message.text}"
        ]
