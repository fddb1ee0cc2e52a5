"""A mail, and what can send one."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """A mail to one person: its text, and HTML if there is any, and a key that stays if it is sent again."""

    recipient: str
    subject: str
    text: str
    html: str = ""
    key: str = ""


class MailNotSent(Exception):
    """The mail did not leave; the message says why, and holds no secret."""


class MailRefused(MailNotSent):
    """The mail will not be taken however often it is sent."""


class Mailer(Protocol):
    """Sends a mail, or raises `MailNotSent`."""

    async def send(self, message: Message) -> None: ...
