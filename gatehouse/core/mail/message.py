"""A mail, and what can send one."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """A mail to one person: its text, and the same as HTML if there is any."""

    recipient: str
    subject: str
    text: str
    html: str = ""


class MailNotSent(Exception):
    """The mail did not leave; the message says why, and holds no secret."""


class Mailer(Protocol):
    """Sends a mail, or raises `MailNotSent`."""

    async def send(self, message: Message) -> None: ...
