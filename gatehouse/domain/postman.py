"""Sends the emails in the outbox, and retries until they are delivered or refused for good."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from gatehouse.contract.problems import Problem
from gatehouse.core import clock, metrics
from gatehouse.core.mail import Mailer, MailNotSent, MailRefused, Message
from gatehouse.core.traces import Traces
from gatehouse.domain import mailing, mails
from gatehouse.persistence import outbox
from gatehouse.persistence.database import Database
from gatehouse.security.crypto import Vault

_POLL_SECONDS = 10.0
_FIRST_RETRY = timedelta(seconds=5)
_LAST_RETRY = timedelta(hours=1)
_KEY_BYTES = 16

_log = structlog.get_logger("gatehouse.mail")


class Postman:
    """One per process; together they send each email once."""

    def __init__(
        self,
        database: Database,
        mailer: Mailer,
        vault: Vault,
        link_base: str,
        traces: Traces,
        *,
        own_pages: bool,
    ) -> None:
        self._database = database
        self._mailer = mailer
        self._vault = vault
        self._link_base = link_base
        self._traces = traces
        self._own_pages = own_pages
        self._wake = asyncio.Event()

    def nudge(self) -> None:
        """Say that there is something in the outbox."""
        self._wake.set()

    def _write(self, mail: outbox.Mail) -> Message:
        message = mails.write(
            mail.kind, mail.recipient, mail.details, self._vault, self._link_base, with_code=self._own_pages
        )
        place = f"{mail.id} {mail.created_at.isoformat()}"  # a restored database may count ids anew
        return replace(message, key=self._vault.mac("message-id", place.encode(), _KEY_BYTES).hex())

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            self._wake.clear()
            try:
                while await self.deliver_next():
                    pass
            except Problem:
                pass  # the database is away, which is said elsewhere
            except Exception as error:
                _log.warning("mail_delivery_paused", reason=type(error).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):  # wait_for can swallow a cancellation
                    await self._wake.wait()

    async def deliver_next(self) -> bool:
        """Send one email that is due, or decide whether one is to be sent; False if there is none."""
        async with self._database.transaction() as tx:
            mail = await outbox.take(tx, clock.now())
            if mail is None:
                return False
            if mail.kind.endswith(mailing.REQUEST):
                await mailing.decide(self._vault, tx, mail)
                await outbox.remove(tx, mail.id)
                return True
            try:
                message = self._write(mail)
                with self._traces.span("email", kind=mail.kind):
                    await self._mailer.send(message)
            except MailRefused as error:
                metrics.EMAILS.labels("refused").inc()
                await outbox.remove(tx, mail.id)
                _log.warning("mail_refused", kind=mail.kind, attempt=mail.attempts + 1, reason=str(error))
            except Exception as error:
                reason = str(error) if isinstance(error, MailNotSent) else type(error).__name__
                pause = min(_FIRST_RETRY * 2**mail.attempts, _LAST_RETRY)
                metrics.EMAILS.labels("failed").inc()
                await outbox.postpone(tx, mail.id, clock.now() + pause)
                _log.warning("mail_postponed", kind=mail.kind, attempt=mail.attempts + 1, reason=reason)
            else:
                metrics.EMAILS.labels("sent").inc()
                await outbox.remove(tx, mail.id)
        return True


class LaterPostman(Postman):
    """Stands in for the postman until what is in the outbox is committed, and can be seen."""

    def __init__(self, postman: Postman) -> None:
        self._postman = postman
        self._nudged = False

    def nudge(self) -> None:
        self._nudged = True

    def committed(self) -> None:
        if self._nudged:
            self._postman.nudge()
