"""Mail through a mail server."""

import asyncio
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

import aiosmtplib
from email_validator import validate_email

from gatehouse.core import clock
from gatehouse.core.mail.message import MailNotSent, MailRefused, Message
from gatehouse.core.settings import Settings, SettingsError

_TIMEOUT_SECONDS = 10
_FOR_GOOD = 500


class SmtpMailer:
    """One connection for each mail, closed when the server has taken it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sender = _sender(settings.mail_from)

    async def send(self, message: Message) -> None:
        try:
            mail = self._compose(message)
        except ValueError:
            raise MailRefused("the recipient or the subject is not valid in a mail") from None
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                await self._deliver(mail)
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPDataError) as error:
            raise self._not_taken(error) from None
        except aiosmtplib.SMTPResponseException as error:
            raise MailNotSent(f"{self._server} answered {error.code} ({type(error).__name__})") from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise MailNotSent(f"{self._server}: {_reason(error)}") from None

    @property
    def _server(self) -> str:
        return f"mail server {self._settings.smtp_host}:{self._settings.smtp_port}"

    def _not_taken(self, error: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError) -> MailNotSent:
        """For good, if the server says so of this recipient or mail: for all else, settings may be wrong."""
        refused = error.recipients[0] if isinstance(error, aiosmtplib.SMTPRecipientsRefused) else error
        kind = MailRefused if refused.code >= _FOR_GOOD else MailNotSent
        return kind(f"{self._server} answered {refused.code} ({type(error).__name__})")

    def _compose(self, message: Message) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self._sender
        mail["To"] = _recipient(message.recipient)
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(clock.now())
        domain = self._sender.domain
        mail["Message-ID"] = f"<{message.key}@{domain}>" if message.key else make_msgid(domain=domain)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        if message.html:
            mail.add_alternative(message.html, subtype="html")
        return mail

    async def _deliver(self, mail: EmailMessage) -> None:
        password = self._settings.smtp_password
        await aiosmtplib.send(
            mail,
            hostname=self._settings.smtp_host,
            port=self._settings.smtp_port,
            username=self._settings.smtp_username,
            password=password.get_secret_value() if password else None,
            use_tls=self._settings.smtp_security == "tls",
            start_tls=self._settings.smtp_security == "starttls",
            timeout=_TIMEOUT_SECONDS,
        )


def _reason(error: Exception) -> str:
    """The kind of failure, and which setting to look at; never what the server or we said."""
    name = type(error).__name__
    if isinstance(error, aiosmtplib.SMTPConnectError):
        return f"{name}, it cannot be reached; check SMTP_HOST and SMTP_PORT"
    if "STARTTLS extension not supported" in str(error):
        return f"{name}, it does not offer STARTTLS; set SMTP_SECURITY=tls or SMTP_SECURITY=none"
    return name


def _recipient(text: str) -> Address:
    """Exactly one address; a domain in another script is written the way every mail server knows."""
    address = validate_email(text, check_deliverability=False, test_environment=True)
    return Address("", address.local_part, address.ascii_domain)


def _sender(text: str) -> Address:
    name, address = parseaddr(text)
    try:
        return Address(name, addr_spec=address)
    except (ValueError, IndexError, MessageError):
        example = "Gatehouse <no-reply@example.com>"
        raise SettingsError(f"MAIL_FROM: must be an address, such as {example}") from None
