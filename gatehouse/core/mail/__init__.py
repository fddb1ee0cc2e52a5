"""Sending mail: through a mail server, onto the console, or into memory."""

from gatehouse.core.mail.console import ConsoleMailer
from gatehouse.core.mail.memory import MemoryMailer
from gatehouse.core.mail.message import Mailer, MailNotSent, MailRefused, Message
from gatehouse.core.mail.smtp import SmtpMailer
from gatehouse.core.settings import Settings

__all__ = [
    "ConsoleMailer",
    "MailNotSent",
    "MailRefused",
    "Mailer",
    "MemoryMailer",
    "Message",
    "SmtpMailer",
    "make_mailer",
]


def make_mailer(settings: Settings) -> Mailer:
    """A mail server if one is named, the console otherwise."""
    return SmtpMailer(settings) if settings.smtp_host else ConsoleMailer()
