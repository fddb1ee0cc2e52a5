"""Mail through a real mail server, onto a console, and into memory."""

import asyncio
import io
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from rich.console import Console

from gatehouse.core import clock
from gatehouse.core.mail import (
    ConsoleMailer,
    MailNotSent,
    MemoryMailer,
    Message,
    SmtpMailer,
    make_mailer,
    smtp,
)
from gatehouse.core.settings import Settings, SettingsError, load_settings

PASSWORD = "the-mail-servers-password"
MESSAGE = Message("ada@example.com", "Welcome", "Follow https://example.com/verify#token=abc\n\nGrüße\n")

no_tls = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


class Inbox:
    """Takes what a mail server is given, or refuses it."""

    def __init__(self, refusal: str | None = None) -> None:
        self.envelopes: list[Envelope] = []
        self._refusal = refusal

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self._refusal:
            return self._refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        return "250 OK"

    def mail(self) -> EmailMessage:
        (mail,) = self.mails()
        return mail

    def mails(self) -> list[EmailMessage]:
        contents = [envelope.content for envelope in self.envelopes]
        return [message_from_bytes(each, policy=default) for each in contents if isinstance(each, bytes)]


@asynccontextmanager
async def listening(protocol: Callable[[], asyncio.Protocol]) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def settings(port: int, **changes: Any) -> Settings:
    values = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", **changes}
    return load_settings(env_file=None, **values)


def mail_server(inbox: Inbox, **options: Any) -> Callable[[], SMTP]:
    return lambda: SMTP(inbox, **options)


def only(username: str, password: str) -> Callable[..., AuthResult]:
    def authenticate(
        _server: SMTP, _session: Any, _envelope: Envelope, _mechanism: str, login: LoginPassword
    ) -> AuthResult:
        right = (login.login, login.password) == (username.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return authenticate


class TestSmtp:
    async def test_delivers_the_mail(self):
        inbox = Inbox()
        async with listening(mail_server(inbox)) as port:
            await SmtpMailer(settings(port, mail_from="Gate <gate@example.com>")).send(MESSAGE)
        assert inbox.envelopes[0].rcpt_tos == ["ada@example.com"]
        assert inbox.envelopes[0].mail_from == "gate@example.com"
        assert inbox.mail()["From"] == "Gate <gate@example.com>"
        assert inbox.mail()["To"] == "ada@example.com"
        assert inbox.mail()["Subject"] == "Welcome"
        assert inbox.mail()["Auto-Submitted"] == "auto-generated"
        assert inbox.mail()["Date"].datetime - clock.now() < timedelta(seconds=5)
        assert inbox.mail().get_content().replace("\r\n", "\n") == MESSAGE.text

    @no_tls
    async def test_logs_in(self):
        inbox = Inbox()
        options = {
            "authenticator": only("gate", PASSWORD),
            "auth_required": True,
            "auth_require_tls": False,
        }
        async with listening(mail_server(inbox, **options)) as port:
            mailer = SmtpMailer(settings(port, smtp_username="gate", smtp_password=PASSWORD))
            await mailer.send(MESSAGE)
        assert inbox.mail()["Subject"] == "Welcome"

    @no_tls
    async def test_names_neither_password_nor_recipient_when_the_login_fails(self):
        options = {"authenticator": only("gate", "another"), "auth_required": True, "auth_require_tls": False}
        async with listening(mail_server(Inbox(), **options)) as port:
            mailer = SmtpMailer(settings(port, smtp_username="gate", smtp_password=PASSWORD))
            with pytest.raises(MailNotSent) as raised:
                await mailer.send(MESSAGE)
        assert str(raised.value) == f"mail server 127.0.0.1:{port} answered 535 (SMTPAuthenticationError)"
        assert raised.value.__cause__ is None

    async def test_says_that_the_server_is_away(self):
        async with listening(asyncio.Protocol) as port:
            pass
        with pytest.raises(
            MailNotSent, match=f"mail server 127.0.0.1:{port}: SMTPConnectError.*SMTP_HOST and SMTP_PORT"
        ):
            await SmtpMailer(settings(port)).send(MESSAGE)

    async def test_gives_up_on_a_silent_server(self, monkeypatch):
        monkeypatch.setattr(smtp, "_TIMEOUT_SECONDS", 0.1)
        async with listening(asyncio.Protocol) as port:
            with pytest.raises(MailNotSent, match="Timeout"):
                await SmtpMailer(settings(port)).send(MESSAGE)

    async def test_does_not_go_on_without_the_encryption_it_was_told_to_use(self):
        inbox = Inbox()
        async with listening(mail_server(inbox)) as port:
            with pytest.raises(MailNotSent):
                await SmtpMailer(settings(port, smtp_security="starttls")).send(MESSAGE)
        assert inbox.envelopes == []

    async def test_says_what_to_set_when_the_server_does_not_offer_starttls(self):
        async with listening(mail_server(Inbox())) as port:
            with pytest.raises(MailNotSent, match="set SMTP_SECURITY=tls or SMTP_SECURITY=none"):
                await SmtpMailer(settings(port, smtp_security="starttls")).send(MESSAGE)

    async def test_sends_text_and_html(self):
        inbox = Inbox()
        async with listening(mail_server(inbox)) as port:
            await SmtpMailer(settings(port)).send(Message("ada@example.com", "Hi", "text", "<p>html</p>"))
        parts = [part.get_content_type() for part in inbox.mail().iter_parts()]
        assert inbox.mail().get_content_type() == "multipart/alternative"
        assert parts == ["text/plain", "text/html"]

    @pytest.mark.parametrize("security", ["starttls", "tls"])
    async def test_refuses_a_server_it_cannot_verify(self, security, untrusted):
        inbox = Inbox()
        async with listening(mail_server(inbox, tls_context=untrusted)) as port:
            with pytest.raises(MailNotSent):
                await SmtpMailer(settings(port, smtp_security=security)).send(MESSAGE)
        assert inbox.envelopes == []

    @pytest.mark.parametrize(
        ("recipient", "subject"),
        [
            ("ada@example.com", "Hello\r\nBcc: eve@example.com"),
            ("ada@example.com", "Hello\nBcc: eve@example.com"),
            ("ada@example.com\r\nBcc: eve@example.com", "Hello"),
            ("ada@example.com, eve@example.com", "Hello"),
            ("ada@example.com> NOTIFY=SUCCESS", "Hello"),
            ("ada\x00@example.com", "Hello"),
            ("", "Hello"),
        ],
    )
    async def test_cannot_be_made_to_send_another_header_or_recipient(self, recipient, subject):
        inbox = Inbox()
        async with listening(mail_server(inbox)) as port:
            with pytest.raises(MailNotSent, match="not valid in a mail"):
                await SmtpMailer(settings(port)).send(Message(recipient, subject, "text"))
        assert inbox.envelopes == []

    async def test_cannot_be_made_to_end_the_mail_early(self):
        inbox = Inbox()
        text = "one\r\n.\r\nMAIL FROM:<eve@example.com>\r\n"
        async with listening(mail_server(inbox)) as port:
            await SmtpMailer(settings(port)).send(Message("ada@example.com", "Hello", text))
        assert inbox.mail().get_content().splitlines() == text.splitlines()

    async def test_delivers_to_names_in_other_scripts(self):
        inbox = Inbox()
        async with listening(mail_server(inbox, enable_SMTPUTF8=True)) as port:
            await SmtpMailer(settings(port)).send(Message("用户@例子.com", "Grüße", "text"))
        assert inbox.envelopes[0].rcpt_tos == ["用户@xn--fsqu00a.com"]
        assert inbox.mail()["Subject"] == "Grüße"

    async def test_needs_no_extension_for_a_domain_in_another_script(self):
        inbox = Inbox()
        async with listening(mail_server(inbox)) as port:
            await SmtpMailer(settings(port)).send(Message("ada@straße.example", "Hello", "text"))
        assert inbox.envelopes[0].rcpt_tos == ["ada@xn--strae-oqa.example"]

    async def test_says_so_when_the_server_knows_no_other_scripts(self):
        async with listening(mail_server(Inbox(), enable_SMTPUTF8=False)) as port:
            with pytest.raises(MailNotSent, match="SMTPNotSupported"):
                await SmtpMailer(settings(port)).send(Message("用户@example.com", "Hello", "text"))

    @pytest.mark.parametrize("sender", ["", "nobody", "a@b@c", "ada@"])
    def test_needs_an_address_to_send_from(self, sender):
        with pytest.raises(SettingsError, match="MAIL_FROM"):
            SmtpMailer(settings(25, mail_from=sender))


class TestConsole:
    async def test_shows_the_mail_with_its_link_in_one_piece(self):
        screen = io.StringIO()
        link = f"https://example.com/verify#token={'x' * 200}"
        await ConsoleMailer(Console(file=screen, width=60)).send(
            Message("ada@example.com", "Hi", f"Go to\n{link}\n")
        )
        assert "mail to ada@example.com" in screen.getvalue()
        assert f"\n{link}\n" in screen.getvalue()

    async def test_shows_what_others_wrote_as_it_is(self):
        screen = io.StringIO()
        text = "[red]Hello[/] \x1b[2J\r\x07you"
        await ConsoleMailer(Console(file=screen, width=60)).send(Message("ada@example.com", "Hi", text))
        assert "[red]Hello[/] \ufffd[2J\ufffd\ufffdyou" in screen.getvalue()


class TestMemory:
    async def test_waits_for_a_mail_that_is_on_its_way(self):
        mailer = MemoryMailer()
        waiting = asyncio.create_task(mailer.wait_for("ada@example.com", "verify"))
        await mailer.send(Message("bob@example.com", "verify", "verify"))
        await mailer.send(Message("ada@example.com", "Hello", "other"))
        assert not waiting.done()
        await mailer.send(MESSAGE)
        assert await waiting == MESSAGE

    async def test_returns_the_newest(self):
        mailer = MemoryMailer()
        for subject in ("first", "second"):
            await mailer.send(Message("ada@example.com", subject, ""))
        assert (await mailer.wait_for("ada@example.com")).subject == "second"

    async def test_does_not_wait_for_ever(self):
        with pytest.raises(TimeoutError):
            await MemoryMailer().wait_for("ada@example.com", timeout=0.01)


class TestChoice:
    def test_a_mail_server_if_there_is_one(self):
        assert isinstance(make_mailer(settings(25)), SmtpMailer)
        assert isinstance(make_mailer(load_settings(env_file=None)), ConsoleMailer)


@pytest.fixture
def untrusted(tmp_path: Path) -> ssl.SSLContext:
    """A TLS server whose certificate nobody has signed but itself."""
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    now = clock.now()
    certificate = builder.not_valid_before(now).not_valid_after(now + timedelta(days=1)).sign(key, None)
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
