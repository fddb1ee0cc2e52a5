"""A mail, and what can send one."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """A plain-text mail to one person."""

    recipient: str
    subject: str
    text: str


class MailNotSent(Exception):
    """The mail did not leave; the message says why, and holds no secret."""


class Mailer(Protocol):
    """Sends a mail, or raises `MailNotSent`."""

    async def send(self, message: Message) -> None: ...
