"""The mails of a deployment, where they can be read."""

import asyncio
from dataclasses import dataclass

from gatehouse.core.mail import MemoryMailer, Message
from tests.attack.blackbox.callers import Watch
from tests.attack.blackbox.suite import Fallen, Skipped

_SECONDS, _TRIES = 10, 100


@dataclass(frozen=True)
class Mailbox:
    """What the mail servers of the deployment have been given; cases are skipped where there is none."""

    mailers: tuple[MemoryMailer, ...]
    watch: Watch

    async def token_to(self, recipient: str, containing: str) -> str:
        """The token in the newest mail to somebody."""
        for _ in range(_TRIES):
            found = [message for message in self.mails_to(recipient) if containing in message.text]
            if found:
                return self.token_in(found[-1])
            await asyncio.sleep(_SECONDS / _TRIES)
        raise Fallen("a request that mails a token", "no mail", f"a mail within {_SECONDS} s")

    async def until(self, recipient: str, number: int) -> list[Message]:
        """The mails to somebody, once there are so many, or no more can be expected."""
        for _ in range(_TRIES):
            if len(self.mails_to(recipient)) >= number:
                break
            await asyncio.sleep(_SECONDS / _TRIES)
        return self.mails_to(recipient)

    def mails_to(self, recipient: str) -> list[Message]:
        """Those that have come so far, oldest first."""
        if not self.mailers:
            raise Skipped("mail cannot be read here; it can where the session starts the service by itself")
        return [
            message for mailer in self.mailers for message in mailer.sent if message.recipient == recipient
        ]

    def token_in(self, message: Message) -> str:
        """The token of the link in a mail, which is a secret from now on."""
        token = message.text.partition("#token=")[2].split()[0]
        self.watch.secrets.add(token)
        return token
